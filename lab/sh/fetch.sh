# Fetching kernel packages from Debian with a private apt configuration: its own state, cache and list of sources
# under lab/.cache, the mirror and the proxy that this machine's apt uses. Nothing is installed: packages are
# downloaded (apt verifies signatures and checksums) and unpacked in the cache.

# The address of a Debian mirror: $LAB_MIRROR, else the first one in this machine's apt sources.
mirror() {
	if [ -n "${LAB_MIRROR:-}" ]; then
		printf '%s\n' "$LAB_MIRROR"
		return
	fi
	{
		cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk 'tolower($1) == "uris:" { print $2 }'
		cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
			sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p'
	} | sed 's#/*$##' | grep -m 1 '/debian$' || return 1
}

# Runs apt's program $1 (apt-get, apt-cache) with the private configuration.
private_apt() {
	local program=$1
	shift
	APT_CONFIG=$cache/apt/apt.conf "$program" -o Dir::Cache::pkgcache=pkgcache.bin "$@"
}

# Writes the private configuration and reads the suites' indexes; at most once a day, else what is there is used.
apt_update() {
	local apt=$cache/apt url suite
	if [ -n "$(find "$apt/updated" -mmin -1440 2>/dev/null)" ]; then
		return
	fi
	url=$(mirror) || die "no Debian mirror in this machine's apt sources; set LAB_MIRROR to one"
	[ -r "$keyring" ] || die "$keyring is missing: install debian-archive-keyring"
	mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,etc/preferences.d}
	: >"$apt/status"
	kernels | while read -r _ suite; do
		printf 'deb [arch=amd64 signed-by=%s] %s %s main\n' "$keyring" "$url" "$suite"
	done >"$apt/sources.list"
	cat >"$apt/apt.conf" <<-CONF
		Dir::State "$apt/state";
		Dir::State::status "$apt/status";
		Dir::Cache "$apt/cache";
		Dir::Etc::sourcelist "$apt/sources.list";
		Dir::Etc::sourceparts "-";
		Dir::Etc::preferences "-";
		Dir::Etc::preferencesparts "$apt/etc/preferences.d";
		APT::Architecture "amd64";
		APT::Architectures { "amd64"; };
		APT::Sandbox::User "";
		Acquire::Languages "none";
		Acquire::Retries "3";
	CONF
	say "reading the package indexes of: $(kernels | awk '{ printf "%s ", $2 }')"
	private_apt apt-get -qq update >"$cache/apt/log" 2>&1 || die "apt-get update failed, see $cache/apt/log"
	touch "$apt/updated"
}

# Prints "package version" for each package that holds a part of kernel $1 of suite $2, the image first: of the
# series' builds in that suite, the newest. Since 7.1 the image package is empty and the kernel is in -binary.
packages_of() {
	local id=${1//./\\.} suite=$2 image abi
	image=$(private_apt apt-cache search --names-only "^linux-image-$id[.+-].*amd64\$" | awk '{ print $1 }' |
		grep -v -e -cloud- -e -rt- -e -unsigned -e -dbg | sort -V | while read -r name; do
		[ -z "$(version_in "$name" "$suite")" ] || printf '%s\n' "$name"
	done | tail -n 1)
	[ -n "$image" ] || return 1
	abi=${image#linux-image-}
	for name in "$image" "linux-binary-$abi" "linux-modules-$abi" "linux-base-$abi"; do
		local version
		version=$(version_in "$name" "$suite")
		[ -z "$version" ] || printf '%s %s\n' "$name" "$version"
	done
}

# Prints the version of package $1 in suite $2, or nothing.
version_in() {
	private_apt apt-cache madison "$1" | awk -F ' *[|] *' -v s="$2/main" 'index($3, " " s " ") { print $2; exit }'
}

# Downloads and unpacks kernel $1, unless that is done; leaves in $cache/kernels/$1: root/ (the packages' files),
# vmlinuz, packages, release (what uname -r will say).
fetch_kernel() {
	local id=$1 suite dir name version
	dir=$cache/kernels/$id
	if [ -e "$dir/done" ]; then
		return
	fi
	suite=$(suite_of "$id")
	apt_update
	packages_of "$id" "$suite" >"$cache/packages.$id" || die "no kernel $id in Debian's suite $suite"
	mkdir -p "$cache/debs" "$dir"
	rm -rf "$dir/root"
	while read -r name version; do
		say "$id: fetching $name $version"
		(cd "$cache/debs" && private_apt apt-get -qq download "$name=$version") ||
			die "$id: could not download $name=$version"
		# apt-get names the file; a colon in a version becomes %3a.
		dpkg -x "$(ls -t "$cache/debs/${name}_"*.deb | head -n 1)" "$dir/root"
		rm -f "$cache/debs/${name}_"*.deb
	done <"$cache/packages.$id"
	mv "$cache/packages.$id" "$dir/packages"
	local modules
	modules=$(echo "$dir/root"/usr/lib/modules/*)
	[ -d "$modules" ] || modules=$(echo "$dir/root"/lib/modules/*)
	basename "$modules" >"$dir/release"
	if [ -d "$dir/root/lib/modules" ]; then
		mkdir -p "$dir/root/usr/lib"
		mv "$dir/root/lib/modules" "$dir/root/usr/lib/modules"
		rm -rf "$dir/root/lib"
	fi
	ln -s usr/lib "$dir/root/lib" 2>/dev/null || true
	cp "$dir/root/boot/vmlinuz-"* "$dir/vmlinuz" 2>/dev/null ||
		cp "$dir/root/usr/lib/modules/$(cat "$dir/release")/vmlinuz" "$dir/vmlinuz" ||
		die "$id: no vmlinuz in its packages"
	depmod -b "$dir/root" "$(cat "$dir/release")"
	touch "$dir/done"
}

# Fetching kernel packages from Debian, with a private apt for each suite: its own state, cache and list of sources
# under lab/.cache/apt/<suite>. Of this machine's apt it uses the mirror and the settings (proxy, certificates).
# Nothing is installed: packages are downloaded (apt verifies signatures and checksums) and unpacked in the cache.

# Prints the Debian mirrors in the apt sources below directory $1, in their order and once each: those whose address
# ends in /debian, and mirror lists named debian.list, as the images for clouds have them.
mirrors() {
	local dir=$1 file
	{
		for file in "$dir"/sources.list "$dir"/sources.list.d/*.list; do
			# One line a source: deb [option=value ...] address suite component ...
			[ ! -r "$file" ] || awk '/^[[:space:]]*deb[[:space:]]/ { sub(/\[[^]]*\]/, ""); print $2 }' "$file"
		done
		for file in "$dir"/sources.list.d/*.sources; do
			# Paragraphs of fields; a field goes on in lines that begin with a blank.
			[ ! -r "$file" ] || awk '
				function source(i) {
					if (enabled && types ~ /(^|[[:space:]])deb([[:space:]]|$)/)
						for (i = 1; i <= n; i++)
							print uris[i]
					begin()
				}
				function begin() { n = 0; enabled = 1; types = field = "" }
				function words(i, count, list) {
					count = split($0, list, " ")
					for (i = 1; i <= count; i++)
						uris[++n] = list[i]
				}
				BEGIN { begin() }
				/^#/ { next }
				/^[[:space:]]*$/ { source(); next }
				match($0, /^[A-Za-z-]+:/) { field = tolower(substr($0, 1, RLENGTH)); $0 = substr($0, RLENGTH + 1) }
				field == "types:" { types = types " " $0 }
				field == "uris:" { words() }
				field == "enabled:" && tolower($1) ~ /^(no|false|without|off|disable|0)$/ { enabled = 0 }
				END { source() }' "$file"
		done
	} | awk '{ sub(/\/+$/, "") } (/\/debian$/ || /^mirror.*\/debian\.list$/) && !seen[$0]++'
}

# Runs apt's program $2 (apt-get, apt-cache) on suite $1. What -c names is read after this machine's own settings.
suite_apt() {
	local conf=$cache/apt/$1/apt.conf program=$2
	shift 2
	"$program" -c "$conf" "$@"
}

# Makes the private apt of suite $1 and reads the suite's index; at most once a day, else what is there is used.
apt_update() {
	local suite=$1 dir=$cache/apt/$1 url urls
	if [ -n "$(find "$dir/updated" -mmin -1440 2>/dev/null)" ] &&
		[ "${LAB_MIRROR:-$(cat "$dir/updated")}" = "$(cat "$dir/updated")" ]; then
		return
	fi
	urls=${LAB_MIRROR:-$(mirrors /etc/apt)}
	[ -n "$urls" ] || die "no Debian mirror in this machine's apt sources; set LAB_MIRROR to one"
	[ -r "$keyring" ] || die "$keyring is missing: install debian-archive-keyring"
	rm -rf "$dir"
	mkdir -p "$dir"/{state/lists/partial,cache/archives/partial,preferences.d}
	: >"$dir/status"
	# An older suite than the mirror's newest is no mistake here, so dates are not checked; signatures are.
	cat >"$dir/apt.conf" <<-CONF
		Dir::State "$dir/state";
		Dir::State::status "$dir/status";
		Dir::Cache "$dir/cache";
		Dir::Cache::pkgcache "pkgcache.bin";
		Dir::Cache::srcpkgcache "srcpkgcache.bin";
		Dir::Etc::sourcelist "$dir/sources.list";
		Dir::Etc::sourceparts "-";
		Dir::Etc::preferences "-";
		Dir::Etc::preferencesparts "$dir/preferences.d";
		APT::Architecture "amd64";
		#clear APT::Architectures;
		APT::Architectures { "amd64"; };
		APT::Sandbox::User "";
		#clear APT::Update::Post-Invoke;
		#clear APT::Update::Post-Invoke-Success;
		Acquire::Check-Valid-Until "false";
		Acquire::Languages "none";
		Acquire::Retries "3";
	CONF
	for url in $urls; do
		say "reading the package index of $suite"
		printf 'deb [arch=amd64 signed-by=%s] %s %s main\n' "$keyring" "$url" "$suite" >"$dir/sources.list"
		# apt-get may succeed without an index, as far as it tells.
		if suite_apt "$suite" apt-get -qq update >"$dir/log" 2>&1 &&
			compgen -G "$dir/state/lists/*Packages*" >/dev/null; then
			printf '%s\n' "$url" >"$dir/updated"
			return
		fi
		say "$(grep -m 1 '^[EW]:' "$dir/log")" || true
	done
	die "Debian's suite $suite cannot be read from $(echo $urls); LAB_MIRROR can name another mirror" \
		"(suites that have ended move to Debian's archive)"
}

# Prints the versions of package $2 in suite $1, the newest first.
versions_in() {
	suite_apt "$1" apt-cache madison "$2" | awk -F ' *[|] *' '{ print $2 }'
}

# Prints "package version" for each package that kernel $1 was recorded with; nothing when there is no recording.
recorded_packages() {
	cat "$lab/traces/$1"-*.json 2>/dev/null | awk '
		/^"kernel":/ && !seen++ {
			while (match($0, /"name":"[^"]*","version":"[^"]*"/)) {
				split(substr($0, RSTART, RLENGTH), part, "\"")
				print part[4], part[8]
				$0 = substr($0, RSTART + RLENGTH)
			}
		}' || true
}

# Prints "package version" for each package that holds a part of the newest kernel of series $1 in suite $2, the image
# first. Since 7.1 the image package is empty and the kernel is in -binary.
newest_packages() {
	local series=${1//./\\.} suite=$2 image abi name
	image=$(suite_apt "$suite" apt-cache search --names-only "^linux-image-$series[.+-].*amd64\$" |
		awk '$1 !~ /-cloud-|-rt-|-unsigned|-dbg/ { print $1 }' | sort -V | tail -n 1)
	[ -n "$image" ] || return 0
	abi=${image#linux-image-}
	for name in "$image" "linux-binary-$abi" "linux-modules-$abi" "linux-base-$abi"; do
		versions_in "$suite" "$name" | awk -v name="$name" 'NR == 1 { print name, $1 }'
	done
}

# Whether suite $1 has each of the packages $2, lines of "package version".
has_packages() {
	local name version
	while read -r name version; do
		[[ $'\n'$(versions_in "$1" "$name")$'\n' == *$'\n'"$version"$'\n'* ]] || return 1
	done <<<"$2"
}

# Prints the packages of kernel $1 to fetch from suite $2: those that it was recorded with, where the suite has them
# still and --newest was not given, else the newest of the series.
packages_of() {
	local id=$1 suite=$2 recorded
	recorded=$(recorded_packages "$id")
	if [ -n "$recorded" ] && [ -z "$newest" ]; then
		if has_packages "$suite" "$recorded"; then
			printf '%s\n' "$recorded"
			return
		fi
		say "$id: $suite has not got the recorded ${recorded##* }; taking its newest"
	fi
	newest_packages "$id" "$suite"
}

# Downloads and unpacks kernel $1, unless that is done; leaves in $cache/kernels/$1: root/ (the packages' files),
# vmlinuz, packages, release (what uname -r will say).
fetch_kernel() {
	local id=$1 dir=$cache/kernels/$1 suite name version modules packages
	if [ -e "$dir/done" ] && [ -z "$newest" ]; then
		return
	fi
	suite=$(suite_of "$id")
	apt_update "$suite"
	packages=$(packages_of "$id" "$suite")
	[ -n "$packages" ] || die "$id: Debian's suite $suite has no such kernel any more;" \
		"LAB_MIRROR can name a mirror of a day when it had, from Debian's snapshot archive"
	if [ -e "$dir/done" ] && [ "$packages" = "$(cat "$dir/packages")" ]; then
		return
	fi
	rm -rf "$dir"
	mkdir -p "$cache/debs" "$dir"
	while read -r name version; do
		say "$id: fetching $name $version"
		(cd "$cache/debs" && suite_apt "$suite" apt-get -qq download "$name=$version") ||
			die "$id: could not download $name=$version"
		# apt-get names the file; a colon in a version becomes %3a.
		dpkg -x "$cache/debs/${name}_${version//:/%3a}_"*.deb "$dir/root"
		rm -f "$cache/debs/${name}_"*.deb
	done <<<"$packages"
	printf '%s\n' "$packages" >"$dir/packages"
	if [ -d "$dir/root/lib/modules" ]; then
		mkdir -p "$dir/root/usr/lib"
		mv "$dir/root/lib/modules" "$dir/root/usr/lib/modules"
		rm -rf "$dir/root/lib"
	fi
	modules=$(echo "$dir/root/usr/lib/modules/"*)
	basename "$modules" >"$dir/release"
	ln -s usr/lib "$dir/root/lib"
	# In the image package, or since 7.1 beside the modules.
	cp "$dir/root/boot/vmlinuz-"* "$dir/vmlinuz" 2>/dev/null || cp "$modules/vmlinuz" "$dir/vmlinuz" 2>/dev/null ||
		die "$id: no vmlinuz in its packages"
	depmod -b "$dir/root" "$(cat "$dir/release")"
	touch "$dir/done"
}

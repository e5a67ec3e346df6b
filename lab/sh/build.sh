# Kernels that are built here: from the source of a recorded Debian kernel, small, and as they are or with one option
# patched in. An option is a semantic patch, patches/<series>/<name>.cocci, and the kernel is then called
# <series>+<name>; <series>+unpatched is the one without.

# What is built, without the series: the names of options for series $1.
options_of() {
	local file
	for file in "$lab/patches/$1"/*.cocci; do
		[ ! -e "$file" ] || basename "$file" .cocci
	done
}

# Whether $1 is the name of a kernel that is built, not fetched.
is_built() {
	[[ $1 == *+* ]] && suite_of "${1%%+*}" >/dev/null && [ -d "$lab/patches/${1%%+*}" ] &&
		{ [ "${1#*+}" = unpatched ] || [ -e "$lab/patches/${1%%+*}/${1#*+}.cocci" ]; }
}

# Prints all names of kernels that can be built.
buildable() {
	local series option
	for series in $(kernels | awk '{ print $1 }'); do
		[ -d "$lab/patches/$series" ] || continue
		for option in unpatched $(options_of "$series"); do
			printf '%s+%s\n' "$series" "$option"
		done
	done
}

# The semantic patch of kernel $1; nothing for an unpatched one.
patch_of() {
	[ "${1#*+}" = unpatched ] || printf '%s\n' "$lab/patches/${1%%+*}/${1#*+}.cocci"
}

# What the head of semantic patch $2 says of $1: a line "// design: v6.15+polls".
patch_says() {
	sed -n "s|^// $1: ||p" "$2"
}

# Says in one line what this machine lacks to build a kernel.
check_builder() {
	local missing= pair
	for pair in gcc:gcc make:make flex:flex bison:bison bc:bc objcopy:binutils spatch:coccinelle; do
		command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
	done
	echo '#include <libelf.h>' | cc -E -x c - >/dev/null 2>&1 || missing="$missing libelf-dev"
	[ -z "$missing" ] || die "to build a kernel this needs these packages too:$missing"
}

# Unpacks the whole source of series $1 into directory $2: Debian's package of the version that was recorded.
unpack_source() {
	local series=$1 tree=$2 suite version package=linux-source-$1 deb
	suite=$(suite_of "$series")
	apt_update "$suite"
	version=$(recorded_packages "$series" | awk 'NR == 1 { print $2 }')
	has_packages "$suite" "$package $version" || die "$series: Debian's suite $suite has no $package $version;" \
		"LAB_MIRROR can name a mirror of a day when it had, from Debian's snapshot archive"
	say "$series: fetching $package $version"
	rm -rf "$tree.new"
	mkdir -p "$cache/debs" "$tree.new"
	(cd "$cache/debs" && suite_apt "$suite" apt-get -qq download "$package=$version") ||
		die "$series: could not download $package=$version"
	deb=$(echo "$cache/debs/${package}_${version//:/%3a}_"*.deb)
	dpkg --fsys-tarfile "$deb" | tar -xO "./usr/src/$package.tar.xz" | xz -dc |
		tar -x -C "$tree.new" --strip-components=1
	rm -f "$deb"
	printf '%s %s\n' "$package" "$version" >"$tree.new/.lab-package"
	mv "$tree.new" "$tree"
}

# Runs make with arguments in the tree of kernel $1, and gives up when the time is over; what was compiled stays.
make_kernel() {
	local id=$1 tree=$cache/trees/$1
	shift
	KBUILD_BUILD_TIMESTAMP=$(date -r "$tree/Makefile" +%F) KBUILD_BUILD_VERSION=1 KBUILD_BUILD_USER=lab KBUILD_BUILD_HOST=lab \
		timeout "$build_timeout" nice -n 10 make -s -C "$tree" -j"$(nproc)" LOCALVERSION="+${id#*+}" "$@" \
		>"$tree/.lab-log" 2>&1 || {
		[ $? != 124 ] || die "$id: not built within $build_timeout seconds; another run goes on from there"
		die "$id: $(grep -m 1 -E 'error|Error' "$tree/.lab-log" || echo 'make failed'), see $tree/.lab-log"
	}
}

# What a kernel of series $1 has beyond `make tinyconfig`.
config_of() {
	cat "$lab/patches/config" "$lab/patches/$1/config"
}

# Configures the tree $1 of series $2. Fails where something is not to be had that it should have.
configure() {
	local tree=$1 line
	make -s -C "$tree" tinyconfig >/dev/null
	config_of "$2" >>"$tree/.config"
	make -s -C "$tree" olddefconfig >"$tree/.lab-log" 2>&1
	while read -r line; do
		case $line in
		CONFIG_*=n) ! grep -q "^${line%=n}=" "$tree/.config" || die "the configuration has ${line%=n} all the same" ;;
		CONFIG_*) grep -qxF "$line" "$tree/.config" || die "this source has no $line, or it needs something else" ;;
		esac
	done <<<"$(config_of "$2")"
}

# Puts the files that semantic patch $2 names into the tree $1, patched; each must come out changed. What was changed is
# in $1/.lab-patch.
apply_patch() {
	local tree=$1 patch=$2 from file
	from=$cache/trees/$(basename "$tree" | sed 's/+.*/+unpatched/')
	: >"$tree/.lab-patch"
	for file in $(patch_says files "$patch"); do
		spatch --very-quiet --sp-file "$patch" -o "$tree/$file.lab" "$from/$file" >"$tree/.lab-log" 2>&1 && [ -e "$tree/$file.lab" ] ||
			die "$(basename "$patch") does not apply to $file, see $tree/.lab-log"
		diff -u --label "a/$file" --label "b/$file" "$from/$file" "$tree/$file.lab" >>"$tree/.lab-patch" &&
			die "$(basename "$patch") changes nothing in $file"
		# What is as it was keeps its time, so that nothing is compiled again for it.
		cmp -s "$tree/$file.lab" "$tree/$file" || cp "$tree/$file.lab" "$tree/$file"
		rm "$tree/$file.lab"
	done
}

# Builds kernel $1 unless that is done; leaves in $cache/kernels/$1 what fetch_kernel() leaves of one that is fetched, but
# for modules, and besides: built (a part of a recording's head), and layout.btf, which says where in a struct page the
# counts are. A kernel's own BTF would need all its debug information; that of one file has the structs too.
build_kernel() {
	local id=$1 series=${1%%+*} dir=$cache/kernels/$1 tree=$cache/trees/$1 patch start=$SECONDS
	patch=$(patch_of "$id")
	if [ -e "$dir/done" ] && [ -z "$(find "$lab/patches/config" "$lab/patches/$series/config" "$lab/sh/build.sh" $patch -newer "$dir/done")" ]; then
		return
	fi
	check_builder
	mkdir -p "$cache/trees" "$dir"
	rm -f "$dir/done"
	if [ -n "$patch" ]; then
		# With the objects: what an option leaves as it is need not be compiled again.
		build_kernel "$series+unpatched"
		if [ ! -e "$tree" ]; then
			say "$id: copying the unpatched tree"
			rm -rf "$tree.new"
			cp -a --reflink=auto "$cache/trees/$series+unpatched" "$tree.new"
			mv "$tree.new" "$tree"
		fi
		apply_patch "$tree" "$patch"
	elif [ ! -e "$tree" ]; then
		unpack_source "$series" "$tree"
	fi
	say "$id: building"
	if [ "$(cat "$tree/.lab-config" 2>/dev/null)" != "$(config_of "$series")" ]; then
		configure "$tree" "$series"
		config_of "$series" >"$tree/.lab-config"
	fi
	make_kernel "$id" bzImage
	# A file that this configuration leaves out, so that nothing of the kernel is compiled in another way.
	make_kernel "$id" CFLAGS_mapping_dirty_helpers.o=-gbtf mm/mapping_dirty_helpers.o
	objcopy --dump-section .BTF="$dir/layout.btf" "$tree/mm/mapping_dirty_helpers.o" /dev/null
	cp "$tree/arch/x86/boot/bzImage" "$dir/vmlinuz"
	cp "$tree/.lab-package" "$dir/packages"
	make -s -C "$tree" LOCALVERSION="+${id#*+}" kernelrelease >"$dir/release"
	: >"$dir/built"
	[ -z "$patch" ] || printf '"patched":{"option":"%s","design":"%s","sha256":"%s","config":"%s","compiler":"%s"},\n' \
		"${id#*+}" "$(patch_says design "$patch")" "$(code_of "$patch" | sha256)" "$(config_of "$series" | sha256)" \
		"gcc $(gcc -dumpfullversion)" >"$dir/built"
	touch "$dir/done"
	say "$id: built in $((SECONDS - start)) s"
}

# A patch without its comments: what they say may be put better.
code_of() {
	grep -v '^//' "$1"
}

# The SHA-256 of what it reads.
sha256() {
	sha256sum | cut -d ' ' -f 1
}

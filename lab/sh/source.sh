# The source of a kernel: Debian's package of the very version that was recorded, unpacked in the cache. Of a tree what
# facts are about is kept, some 600 MB unpacked for all series.

source_parts="mm fs block kernel lib include arch/x86 drivers/nvdimm drivers/dax drivers/cxl"

# Downloads and unpacks the source of kernel $1, unless that is done; leaves it in $cache/sources/$1, with its version in
# $cache/sources/$1.version. Fails, with a message, where the suite has no such source.
fetch_source() {
	local id=$1 dir=$cache/sources/$1 suite version package=linux-source-$1 deb
	if [ -e "$dir.version" ]; then
		return
	fi
	suite=$(suite_of "$id")
	apt_update "$suite"
	version=$(recorded_packages "$id" | awk 'NR == 1 { print $2 }')
	if [[ $'\n'$(versions_in "$suite" "$package")$'\n' != *$'\n'"$version"$'\n'* ]]; then
		say "$id: Debian's suite $suite has no $package $version"
		return 1
	fi
	say "$id: fetching $package $version"
	rm -rf "$dir"
	mkdir -p "$cache/debs" "$dir"
	(cd "$cache/debs" && suite_apt "$suite" apt-get -qq download "$package=$version") ||
		die "$id: could not download $package=$version"
	deb=$(echo "$cache/debs/${package}_"*.deb)
	# shellcheck disable=SC2086
	dpkg --fsys-tarfile "$deb" | tar -xO "./usr/src/$package.tar.xz" | xz -dc |
		tar -x -C "$dir" --strip-components=1 $(printf "$package/%s " $source_parts)
	rm -f "$deb"
	# 7.3.4-1~bpo13+1 is v7.3.4.
	printf 'v%s\n' "${version%%-*}" >"$dir.version"
}

# The initramfs that a guest starts from: busybox, the modules in the order in which they load, mkfs and dmsetup with
# their libraries, the lab's program and the reproducers. One per kernel; unpacked size about 30 MB.

wanted_modules="crc32c_generic libcrc32c crc32c_intel crc16 mbcache jbd2 ext4 xfs libnvdimm nd_btt nd_pmem nd_e820
	dax_pmem device_dax brd dm-mod"

# Prints the .ko files of kernel $1 that the guest loads, dependencies first. What is built in has no file.
module_files() {
	local modules=$cache/kernels/$1/root/usr/lib/modules/*/modules.dep name
	# What was built here has none.
	[ -e "$cache/kernels/$1/root" ] || return 0
	for name in $wanted_modules; do
		# A line is "module: what it needs, the nearest first".
		{ grep -E "/${name//[-_]/[-_]}\.ko[.a-z]*:" $modules || true; } | sed 's/://' | tr ' ' '\n' | tac
	done | awk 'NF && !seen[$0]++'
}

# Builds the guest program and the reproducers, statically.
build_programs() {
	say "building lab/guest and lab/reproduce"
	make -s -C "$lab/guest" || die "lab/guest does not build"
	mkdir -p "$cache/reproduce"
	local source program
	for source in "$lab"/reproduce/*.c; do
		[ -e "$source" ] || continue
		program=$cache/reproduce/$(basename "$source" .c)
		if [ "$source" -nt "$program" ]; then
			cc -O2 -Wall -Wextra -static -o "$program" "$source" || die "$source does not build"
		fi
	done
}

# Copies program $2 and the libraries it needs into the tree $1.
copy_program() {
	local tree=$1 program file
	program=$(command -v "$2")
	# Of a static program ldd says that it is none for it, and fails.
	for file in "$program" $({ ldd "$program" 2>/dev/null || true; } | { grep -o '/[^ ]*' || true; }); do
		mkdir -p "$tree/$(dirname "$file")"
		cp -L "$file" "$tree/$file"
	done
}

# Builds $cache/images/$1.cpio for kernel $1, unless the one that is there is newer than all that goes into it.
build_image() {
	local id=$1 tree=$cache/images/$1 file n=0 applet name
	if [ -e "$tree.cpio" ] && [ -z "$(find "$lab/guest/lab" "$lab/guest/init" "$lab/sh/image.sh" "$cache/reproduce" \
		"$cache/kernels/$id/done" -newer "$tree.cpio")" ]; then
		return
	fi
	say "$id: building its initramfs"
	rm -rf "$tree"
	mkdir -p "$tree"/{bin,sbin,dev,proc,sys,tmp,etc,dax,lib,lib64,usr/bin,usr/sbin,modules,reproduce}
	copy_program "$tree" busybox
	cp -L "$(command -v busybox)" "$tree/bin/busybox"
	# The list has busybox itself in it: a link to itself would be a loop.
	for applet in $(busybox --list | grep -vx busybox); do
		ln -s busybox "$tree/bin/$applet"
	done
	module_files "$id" | while read -r file; do
		n=$((n + 1))
		name=$(printf '%02d-%s' "$n" "$(basename "$file")")
		case $file in
		*.xz) xz -dc "$cache/kernels/$id/root/usr/lib/modules/"*/"$file" >"$tree/modules/${name%.xz}" ;;
		*.zst) zstd -dcq "$cache/kernels/$id/root/usr/lib/modules/"*/"$file" >"$tree/modules/${name%.zst}" ;;
		*) cp "$cache/kernels/$id/root/usr/lib/modules/"*/"$file" "$tree/modules/$name" ;;
		esac
	done
	copy_program "$tree" mkfs.ext4
	copy_program "$tree" mkfs.xfs
	copy_program "$tree" dmsetup
	cp "$lab/guest/lab" "$tree/bin/lab"
	cp "$lab/guest/init" "$tree/init"
	cp "$cache/kernels/$id/layout.btf" "$tree/" 2>/dev/null || true
	cp "$cache/reproduce/"* "$tree/reproduce/" 2>/dev/null || true
	(cd "$tree" && find . -print0 | cpio --null --quiet -o -H newc) >"$cache/images/$id.cpio"
	rm -rf "$tree"
}

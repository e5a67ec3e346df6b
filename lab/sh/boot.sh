# One boot: QEMU with a kernel, its initramfs and the scenarios to run; the recorded lines end up in a file.

# Boots kernel $1 with file system $2 and the scenarios $3 (a,b,c); the guest's lines go to $4.lines, its console to
# $4.console. Bounded: the guest gives up on a scenario, and QEMU is stopped after $boot_timeout seconds.
boot() {
	local id=$1 fs=$2 scenarios=$3 out=$4
	: >"$out.lines"
	timeout -k 5 "$boot_timeout" qemu-system-x86_64 -accel "$accel" -cpu max,la57=off -smp 2 -m 3072 \
		-display none -nodefaults -no-reboot -kernel "$cache/kernels/$id/vmlinuz" -initrd "$cache/images/$id.cpio" \
		-serial "file:$out.console" -serial "file:$out.lines" \
		-append "console=ttyS0 nokaslr no5lvl panic=-1 quiet loglevel=4 memmap=512M!1G hung_task_timeout_secs=0 lab.fs=$fs lab.run=$scenarios" \
		</dev/null >"$out.qemu" 2>&1 || return 1
	grep -q '^{"boot":"end"}' "$out.lines"
}

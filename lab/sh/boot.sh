# One boot: QEMU with a kernel, its initramfs and the scenarios to run; the recorded lines end up in a file.

# Sets $accel: as asked for with --accel, or KVM where a guest of the newest kernel gets as far as its first process.
choose_accel() {
	local tcg=tcg,thread=multi,tb-size=512 probe=$cache/kvm id=${want_kernels%%[[:space:]]*}
	case $accel_name in
	kvm) accel=kvm ;;
	tcg) accel=$tcg ;;
	*)
		accel=$tcg
		if [ -w /dev/kvm ]; then
			if [ ! -e "$probe" ]; then
				say "trying KVM"
				accel=kvm
				boot_timeout=20 boot "$id" ext4 none "$cache/boots/kvm" && echo yes >"$probe" || echo no >"$probe"
				accel=$tcg
			fi
			if [ "$(cat "$probe")" = yes ]; then
				accel=kvm
			else
				say "KVM does not boot a guest here: software emulation"
			fi
		fi
		;;
	esac
}

# What else QEMU and the kernel are told.
machine=(-smp 2) words=

# Boots kernel $1 with file system $2 and the scenarios $3 (a,b,c); the guest's lines go to $4.lines, its console to
# $4.console. Bounded: the guest gives up on a scenario, and QEMU is stopped after $boot_timeout seconds or when this
# shell is told to stop. Succeeds when the guest got to its end.
boot() {
	local id=$1 fs=$2 scenarios=$3 out=$4 qemu
	: >"$out.lines"
	timeout -k 5 "$boot_timeout" qemu-system-x86_64 -accel "$accel" -cpu max,la57=off "${machine[@]}" -m 3072 \
		-display none -nodefaults -no-reboot -kernel "$cache/kernels/$id/vmlinuz" -initrd "$cache/images/$id.cpio" \
		-serial "file:$out.console" -serial "file:$out.lines" \
		-append "console=ttyS0 nokaslr no5lvl panic=-1 quiet loglevel=4 memmap=512M!1G hung_task_timeout_secs=0 lab.fs=$fs lab.run=$scenarios$words" \
		</dev/null >"$out.qemu" 2>&1 &
	qemu=$!
	# shellcheck disable=SC2064
	trap "kill $qemu 2>/dev/null; exit 130" INT TERM
	wait "$qemu" 2>/dev/null || true
	trap - INT TERM
	grep -q '^{"boot":"end"}' "$out.lines"
}

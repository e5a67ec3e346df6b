// SPDX-License-Identifier: MIT
/*
 * Reading the counts of a struct page from user space.
 *
 * The struct pages of persistent memory are in the virtual memmap, but /proc/kcore has no segment
 * for that part of it. So this walks the kernel's page table, which kcore does show, to the
 * physical page that holds a struct page, and reads it through the direct map. Needs a kernel
 * booted with nokaslr and no5lvl: the bases below are then fixed. Where the counts are inside the
 * struct comes from the kernel's own BTF, or for a kernel without it from BTF that came with it.
 */
#include <elf.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lab.h"

#define DIRECT_MAP	0xffff888000000000UL
#define VMEMMAP		0xffffea0000000000UL
#define STRUCT_PAGE	64
#define PTE_PFN_MASK	0x000ffffffffff000UL

static struct {
	unsigned int ref, map, mapping, head;
	unsigned int entire, large_map, pin;	/* 0: this kernel has no such field */
} off;

static int kcore;
static Elf64_Phdr phdr[64];
static int nr_phdr;
static uint64_t page_table;		/* address of init_top_pgt */
static uint64_t pmem_start;		/* physical address of the device's first byte */

/* --- BTF ----------------------------------------------------------------- */

static struct btf_header *btf;
static const struct btf_type **types;
static uint32_t nr_types;

static const char *btf_name(uint32_t at)
{
	return (char *)btf + btf->hdr_len + btf->str_off + at;
}

/* Bytes of type data that follow struct btf_type. */
static size_t btf_extra(const struct btf_type *t)
{
	size_t n = BTF_INFO_VLEN(t->info);

	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return 4;
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return n * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return n * sizeof(struct btf_enum);
	case BTF_KIND_FUNC_PROTO:
		return n * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return n * sizeof(struct btf_var_secinfo);
	case BTF_KIND_ENUM64:
		return n * 12;
	default:
		return 0;
	}
}

static bool btf_load(void)
{
	size_t size = 0, room = 16 << 20;
	char *p, *end;
	ssize_t n;
	int fd = open("/sys/kernel/btf/vmlinux", O_RDONLY);

	if (fd < 0)
		fd = open("/layout.btf", O_RDONLY);
	if (fd < 0)
		return false;
	btf = malloc(room);
	if (!btf)
		fatal("no memory for BTF");
	while ((n = read(fd, (char *)btf + size, room - size)) > 0)
		size += (size_t)n;
	close(fd);
	types = calloc(1 << 20, sizeof(*types));
	if (!types)
		fatal("no memory for BTF");
	p = (char *)btf + btf->hdr_len + btf->type_off;
	end = p + btf->type_len;
	for (nr_types = 1; p < end && nr_types < 1 << 20; nr_types++) {
		types[nr_types] = (void *)p;
		p += sizeof(struct btf_type) + btf_extra((void *)p);
	}
	return true;
}

/* Byte offset of @member in struct type @id, looking into anonymous members; -1: none. */
static long btf_offset(uint32_t id, const char *member)
{
	const struct btf_type *t = types[id];
	const struct btf_member *m = (void *)(t + 1);
	int i, kind = BTF_INFO_KIND(t->info);

	if (kind != BTF_KIND_STRUCT && kind != BTF_KIND_UNION)
		return -1;
	for (i = 0; i < (int)BTF_INFO_VLEN(t->info); i++, m++) {
		uint32_t bits = BTF_INFO_KFLAG(t->info) ? BTF_MEMBER_BIT_OFFSET(m->offset) : m->offset;
		long inner;

		if (!strcmp(btf_name(m->name_off), member))
			return bits / 8;
		if (*btf_name(m->name_off))
			continue;
		inner = btf_offset(m->type, member);
		if (inner >= 0)
			return bits / 8 + inner;
	}
	return -1;
}

static long struct_offset(const char *name, const char *member)
{
	uint32_t i;

	for (i = 1; i < nr_types; i++)
		if (BTF_INFO_KIND(types[i]->info) == BTF_KIND_STRUCT &&
		    !strcmp(btf_name(types[i]->name_off), name))
			return btf_offset(i, member);
	return -1;
}

static unsigned int need(const char *name, const char *member)
{
	long at = struct_offset(name, member);

	if (at < 0)
		fatal("BTF: struct %s has no %s", name, member);
	return (unsigned int)at;
}

static unsigned int may(const char *name, const char *member)
{
	long at = struct_offset(name, member);

	return at < 0 ? 0 : (unsigned int)at;
}

/* --- memory -------------------------------------------------------------- */

static bool kread(uint64_t addr, void *buf, size_t size)
{
	int i;

	for (i = 0; i < nr_phdr; i++) {
		Elf64_Phdr *p = &phdr[i];

		if (p->p_type == PT_LOAD && addr >= p->p_vaddr && addr + size <= p->p_vaddr + p->p_memsz)
			return pread(kcore, buf, size, (off_t)(p->p_offset + (addr - p->p_vaddr))) == (ssize_t)size;
	}
	return false;
}

/* Reads at a kernel virtual address by way of the page table; false: not mapped. */
static bool vread(uint64_t addr, void *buf, size_t size)
{
	uint64_t table = page_table, entry;
	int shift;

	for (shift = 39; ; shift -= 9) {
		if (!kread(table + (addr >> shift & 511) * 8, &entry, 8) || !(entry & 1))
			return false;
		if (shift == 12 || entry & 0x80)
			break;
		table = DIRECT_MAP + (entry & PTE_PFN_MASK);
	}
	entry &= PTE_PFN_MASK & ~((1UL << shift) - 1);
	return kread(DIRECT_MAP + entry + (addr & ((1UL << shift) - 1)), buf, size);
}

static uint64_t symbol(const char *name)
{
	char line[256], sym[128];
	uint64_t addr, found = 0;
	FILE *f = fopen("/proc/kallsyms", "r");

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%lx %*c %127s", &addr, sym) == 2 && !strcmp(sym, name)) {
			found = addr;
			break;
		}
	}
	if (f)
		fclose(f);
	return found;
}

void page_init(void)
{
	Elf64_Ehdr eh;
	char buf[64];
	off_t at;

	kcore = open("/proc/kcore", O_RDONLY | O_CLOEXEC);
	if (kcore < 0 || pread(kcore, &eh, sizeof(eh), 0) != sizeof(eh))
		fatal("/proc/kcore");
	for (at = (off_t)eh.e_phoff; nr_phdr < eh.e_phnum && nr_phdr < 64; at += eh.e_phentsize)
		if (pread(kcore, &phdr[nr_phdr++], sizeof(Elf64_Phdr), at) < 0)
			fatal("/proc/kcore headers");
	page_table = symbol("init_top_pgt");
	if (!page_table)
		fatal("no init_top_pgt in kallsyms");
	if (!btf_load())
		fatal("no BTF");
	off.ref = need("page", "_refcount");
	off.map = need("page", "_mapcount");
	off.mapping = need("page", "mapping");
	off.head = may("page", "compound_head");
	if (!off.head)
		off.head = need("page", "compound_info");
	off.entire = may("folio", "_entire_mapcount");
	off.large_map = may("folio", "_large_mapcount");
	off.pin = may("folio", "_pincount");
	read_file("/sys/block/pmem0/device/resource", buf, sizeof(buf));
	pmem_start = strtoull(buf, NULL, 0);
	if (!pmem_start)
		fatal("no address of pmem0");
}

void page_print_layout(void)
{
	printf("\"layout\":{\"page\":{\"_refcount\":%u,\"_mapcount\":%u,\"mapping\":%u}",
	       off.ref, off.map, off.mapping);
	if (off.large_map)
		printf(",\"folio\":{\"_entire_mapcount\":%u,\"_large_mapcount\":%u,\"_pincount\":%u}",
		       off.entire, off.large_map, off.pin);
	printf("}");
}

static int int_at(const char *p, unsigned int at)
{
	int v;

	memcpy(&v, p + at, sizeof(v));
	return v;
}

static uint64_t long_at(const char *p, unsigned int at)
{
	uint64_t v;

	memcpy(&v, p + at, sizeof(v));
	return v;
}

/*
 * The head of the compound page that the struct page at @at is a tail of, by its word @info; @at
 * itself when it is none. The word is the head's address plus 1; since 7.0 it can be a mask plus 1
 * instead that leaves the head's address.
 */
static uint64_t head_of(uint64_t at, uint64_t info)
{
	if (!(info & 1))
		return at;
	return info >> 40 == 0xffffff ? at & info & ~1UL : info - 1;
}

void page_counts(uint64_t pfn, struct counts *c)
{
	uint64_t at = VMEMMAP + pfn * STRUCT_PAGE, head;
	char page[STRUCT_PAGE], folio[4 * STRUCT_PAGE];

	memset(c, 0, sizeof(*c));
	if (!vread(at, page, sizeof(page))) {
		c->gone = true;
		return;
	}
	c->ref = int_at(page, off.ref);
	c->map = int_at(page, off.map);
	c->mapping = long_at(page, off.mapping) != 0;
	head = head_of(at, long_at(page, off.head));
	if (!vread(head, folio, sizeof(folio)))
		return;
	/* A head is told by its first tail, which points back at it. */
	if (!off.large_map || head_of(head + STRUCT_PAGE, long_at(folio, STRUCT_PAGE + off.head)) != head)
		return;
	c->large = true;
	c->head_ref = int_at(folio, off.ref);
	c->head_map = int_at(folio, off.map);
	c->mapping = long_at(folio, off.mapping) != 0;
	c->entire = int_at(folio, off.entire) + 1;
	c->large_map = int_at(folio, off.large_map) + 1;
	c->pin = int_at(folio, off.pin);
}

uint64_t file_pfn(const char *file, long page)
{
	char buf[sizeof(struct fiemap) + sizeof(struct fiemap_extent)] = "", path[128];
	struct fiemap *map = (void *)buf;
	uint64_t start = (uint64_t)(page * PAGE);
	int fd;

	snprintf(path, sizeof(path), "%s/%s", MNT, file);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	map->fm_start = start;
	map->fm_length = PAGE;
	map->fm_flags = FIEMAP_FLAG_SYNC;
	map->fm_extent_count = 1;
	if (fd < 0 || ioctl(fd, FS_IOC_FIEMAP, map) < 0)
		fatal("fiemap %s", path);
	close(fd);
	if (!map->fm_mapped_extents || map->fm_extents[0].fe_logical > start)
		return 0;
	return (pmem_start + map->fm_extents[0].fe_physical +
		start - map->fm_extents[0].fe_logical) / PAGE;
}

uint64_t mapped_pfn(const void *addr)
{
	uint64_t entry = 0;
	int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || pread(fd, &entry, 8, (off_t)((uintptr_t)addr / PAGE * 8)) != 8)
		entry = 0;
	if (fd >= 0)
		close(fd);
	return entry >> 63 ? entry & ((1UL << 55) - 1) : 0;
}

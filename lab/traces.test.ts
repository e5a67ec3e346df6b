import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Counts, RecordedScenario, RecordedStep, Trace } from './schema.ts';
import { compareSeries, countsMappings, readTraces } from './traces.ts';

const traces = readTraces();
const title = (trace: Trace) => `${trace.kernel} ${trace.fs}`;

const scenario = (trace: Trace, name: string): RecordedScenario => {
  const found = trace.scenarios.find((s) => s.name === name);
  if (!found) throw new Error(`${title(trace)} has no ${name}`);
  return found;
};
const step = (trace: Trace, name: string, at: string): RecordedStep => {
  const found = scenario(trace, name).steps.find((s) => s.step === at);
  if (!found) throw new Error(`${title(trace)} ${name} has no step ${at}`);
  return found;
};
/** Counts of the one watched page of a step; throws when the page is gone. */
const counts = (s: RecordedStep) => {
  const [page] = Object.values(s.pages);
  if (!page || 'gone' in page) throw new Error(`${s.step} has no counts`);
  return page;
};
/** refcount and mapcount where this kernel keeps them for the page: the head's, when it has one. */
const held = (page: Exclude<Counts, { gone: true }>) =>
  page.head
    ? { ref: page.head.ref, map: page.head.large, pin: page.head.pin }
    : { ref: page.ref, map: page.map + 1, pin: Math.floor(page.ref / 1024) };

test('there are recordings of five kernels on ext4 and of two on xfs at least', () => {
  const on = (fs: string) => traces.filter((trace) => trace.fs === fs).map((trace) => trace.kernel);
  expect(on('ext4')).toEqual(expect.arrayContaining(['5.10', '6.1', '6.12', '6.18', '7.2']));
  expect(on('xfs').length).toBeGreaterThanOrEqual(2);
});

test('all recordings have the same scenarios, and step names are unique in each', () => {
  const names = traces[0].scenarios.map((s) => s.name);
  for (const trace of traces) {
    expect(trace.scenarios.map((s) => s.name)).toEqual(names);
    for (const s of trace.scenarios) {
      expect(new Set(s.steps.map((x) => x.step)).size, `${title(trace)} ${s.name}`).toBe(s.steps.length);
      expect(s.steps.length > 0).toBe(s.skip === undefined);
    }
  }
});

test('each step is a line of its own, and no key in it comes twice', () => {
  const directory = new URL('./traces/', import.meta.url);
  for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.json')) continue;
    const lines = readFileSync(new URL(file, directory), 'utf8').split('\n');
    const steps = lines.filter((line) => line.startsWith('{"step"')).map((line) => line.replace(/,$/, ''));
    expect(steps.length, file).toBeGreaterThan(0);
    // A parser keeps the last of two keys without a word.
    for (const line of steps) expect(JSON.stringify(JSON.parse(line)), file).toBe(line);
  }
});

describe.each(traces.map((trace) => [title(trace), trace] as const))('%s', (_, trace) => {
  const isNew = countsMappings(trace);

  test('an idle page counts 1 before v6.15 and 0 since', () => {
    expect(trace.idle).toBe(isNew ? 0 : 1);
    const idle = counts(step(trace, 'life-4k', 'idle_before_any_fault'));
    expect(idle).toMatchObject({ ref: trace.idle, map: -1, mapping: false });
  });

  test('a mapping is one reference since v6.15 and none before', () => {
    for (const size of ['4k', '2m']) {
      const at = (name: string) => held(counts(step(trace, `life-${size}`, name)));
      const one = isNew ? 1 : 0;
      expect(at('p1_read_fault')).toMatchObject({ ref: trace.idle + one, map: one });
      expect(at('p1_second_vma_read_fault')).toMatchObject({ ref: trace.idle + 2 * one, map: 2 * one });
      expect(at('p2_read_fault')).toMatchObject({ ref: trace.idle + 3 * one, map: 3 * one });
      expect(at('p1_munmap_last')).toMatchObject({ ref: trace.idle, map: 0 });
    }
  });

  test('fork copies no shared mapping, but copies that of a private VMA with a page of its own', () => {
    const shared = scenario(trace, 'life-4k').steps;
    const at = shared.findIndex((s) => s.op === 'fork');
    expect(shared[at].pages).toEqual(shared[at - 1].pages);
    const before = held(counts(step(trace, 'private-fork', 'private_write_other_page')));
    const after = held(counts(step(trace, 'private-fork', 'fork_child_untouched')));
    expect(after.ref - before.ref).toBe(isNew ? 1 : 0);
  });

  test('outside device removal, references are the idle count, the mappings and the pins', () => {
    // Pins in a pipe and of process_vm_readv; a direct write's depend on the kernel and have a test of their own.
    for (const s of trace.scenarios.filter(
      (x) => x.name.startsWith('gup-') || x.name.startsWith('refault-'),
    )) {
      let pins = 0;
      for (const x of s.steps) {
        if (x.op === 'vmsplice') pins++;
        if (x.op === 'drain') pins--;
        // The second page of gup-other-page is never pinned; the first label is the pinned one.
        const page = counts(x);
        const { ref, map } = held(page);
        // Before v6.15 the pin is on the 4 kB page itself; since then on the folio.
        expect(ref, `${s.name} ${x.step}`).toBe(trace.idle + pins + map);
      }
      expect(pins, s.name).toBe(0);
    }
  });

  test('FOLL_PIN of one page counts 1024, or one and _pincount in a folio', () => {
    for (const size of ['4k', '2m']) {
      const before = counts(step(trace, `pin-readv-${size}`, 'mapped'));
      const after = counts(step(trace, `pin-readv-${size}`, 'process_vm_readv_blocked'));
      const grew = held(after).ref - held(before).ref;
      expect(grew).toBe(after.head ? 1 : 1024);
      expect(after.head?.pin ?? 1).toBe(1);
    }
  });

  test('a direct write holds FOLL_GET on 5.10 and 6.1, FOLL_PIN later; only 6.1 does not wake the truncate', () => {
    const old = ['5.10', '6.1'].includes(trace.kernel);
    const before = counts(step(trace, 'pin-direct-write-4k', 'mapped')).ref;
    expect(counts(step(trace, 'pin-direct-write-4k', 'odirect_write_in_flight')).ref - before).toBe(
      old ? 1 : 1024,
    );
    for (const size of ['4k', '2m']) {
      const resumed = step(trace, `pin-direct-write-${size}`, 'dm_resumed');
      expect(resumed.blocked?.map((b) => b.who) ?? []).toEqual(trace.kernel === '6.1' ? ['t'] : []);
    }
  });

  test('FOLL_LONGTERM is refused and leaks nothing', () => {
    for (const size of ['4k', '2m']) {
      const refused = step(trace, `pin-longterm-${size}`, 'register_buffer');
      expect(refused.result).toBe('EOPNOTSUPP');
      expect(refused.pages).toEqual(step(trace, `pin-longterm-${size}`, 'mapped').pages);
    }
  });

  test('truncate waits for a pin, asleep and open to signals', () => {
    for (const name of ['gup-truncate-4k', 'gup-truncate-2m', 'gup-punch-4k', 'gup-punch-2m']) {
      expect(step(trace, name, 'op_started').blocked?.map((b) => b.state)).toEqual(['S']);
      expect(step(trace, name, 'drain_last_pin').returned?.map((r) => r.result)).toEqual(['ok']);
    }
    expect(step(trace, 'gup-interrupt', 'truncate_interrupted').returned?.[0].result).toBe('EINTR');
  });

  test('with no VMA left, truncate and eviction wait since v6.15 only', () => {
    for (const size of ['4k', '2m']) {
      const waits = isNew ? 'blocked' : 'ok';
      expect(step(trace, `gup-unmapped-${size}`, 'op_started').result).toBe(waits);
      expect(step(trace, `evict-unlink-${size}`, 'unlink').result).toBe(waits);
      expect(step(trace, `evict-umount-${size}`, 'umount').result).toBe(waits);
    }
  });

  test('a FOLL_PIN is waited for like a FOLL_GET: by punch always, with no VMA left since v6.15 only', () => {
    for (const size of ['4k', '2m']) {
      const at = (name: string, s: string) => step(trace, `pin-readv-${name}-${size}`, s);
      expect(at('punch', 'punch_started').result).toBe('blocked');
      expect(at('punch', 'pinner_killed').returned?.map((r) => r.result)).toEqual(['ok']);
      const waits = isNew ? 'blocked' : 'ok';
      expect(at('unmapped', 'truncate_started').result).toBe(waits);
      expect(at('unlink', 'unlink').result).toBe(waits);
      expect(at('umount', 'umount').result).toBe(waits);
      for (const name of ['punch', 'unmapped', 'unlink', 'umount']) {
        const last = at(name, 'pinner_killed');
        expect(last.blocked, name).toBeUndefined();
        expect(held(counts(last)), name).toMatchObject({ ref: trace.idle, map: 0, pin: 0 });
      }
    }
  });

  test('before v6.15 the pipe reads the bytes of the file that got the block', () => {
    for (const size of ['4k', '2m']) {
      const steps = scenario(trace, `gup-reuse-${size}`).steps;
      const drain = steps.find((s) => s.op === 'drain');
      expect(drain?.op === 'drain' && drain.foreign === true).toBe(!isNew);
      expect(steps.some((s) => s.op === 'reuse' && s.found)).toBe(!isNew);
    }
  });

  test('removal of the device waits for a pin on 5.10 alone', () => {
    const removal = step(trace, 'unbind-pinned', 'unbind');
    expect(removal.result).toBe(trace.kernel === '5.10' ? 'blocked' : 'ok');
    const after = step(trace, 'unbind-pinned', 'pipe_dropped');
    expect(after.result).toBe(trace.kernel === '5.10' ? 'ok' : 'died');
  });

  test('xfs alone is told of the removal, since v6.0, and all its told scenarios have a reverse map', () => {
    const isTold = trace.fs === 'xfs' && trace.kernel !== '5.10';
    for (const s of trace.scenarios.filter(({ name }) => name.startsWith('unbind-told-'))) {
      expect(s.skip === undefined, s.name).toBe(isTold);
      expect(s.mkfs ?? '', s.name).toMatch(isTold ? /rmapbt=1/ : /^$/);
    }
  });

  const told = (name: string, at: string) => step(trace, `unbind-told-${name}`, at);
  if (trace.fs === 'xfs' && compareSeries(trace.kernel, '6.8') >= 0) {
    test('told before the removal, xfs takes the mappings away, kills who had one, and lets no pin be waited for', () => {
      expect(told('mapped', 'unbind')).toMatchObject({ result: 'ok', killed: ['p'] });
      for (const touch of ['read_same_page', 'write_same_page', 'fault_new_page'])
        expect(told('ignored', `mapper_${touch}`).result).toBe('SIGBUS');
      expect(told('gup-after', 'vmsplice_afterwards').result).toBe('EFAULT');
      for (const name of ['pinned', 'open-pinned', 'left-pinned']) {
        expect(told(name, 'unbind').result, name).toBe('ok');
        expect(told(name, 'pipe_dropped').result, name).toBe('died');
        expect(told(name, 'umount').result, name).toBe('ok');
      }
    });

    test('told of a file that is not in the last group, removal does not end since v6.15, and a read still maps the page', () => {
      expect(told('first-group', 'unbind').result).toBe(isNew ? 'blocked' : 'ok');
      expect(told('first-group', 'mapper_read_same_page').result).toBe(isNew ? 'ok' : 'SIGBUS');
    });
  }

  test('the second touch keeps truncate asleep after the last pin since v6.15 only', () => {
    for (const size of ['4k', '2m']) {
      const steps = scenario(trace, `refault-sleeper-${size}`).steps;
      const after = steps.find((s) => s.op === 'wait');
      expect(after?.blocked?.map((b) => b.who) ?? []).toEqual(isNew ? ['t'] : []);
      if (isNew)
        expect(step(trace, `refault-sleeper-${size}`, 'mapper_munmap').returned?.[0].result).toBe('ok');
    }
  });

  test('the stand-alone programs say what the scenarios show', () => {
    const verdict = (name: string) => {
      const s = scenario(trace, `program-${name}`).steps.find((x) => x.op === 'program');
      return s?.op === 'program' ? s.exit : undefined;
    };
    const reflinks = scenario(trace, 'reflink-sleeper').skip === undefined;
    expect(verdict('refault-sleeper')).toBe(isNew ? 1 : 0);
    expect(verdict('reflink-sleeper')).toBe(reflinks ? (isNew ? 1 : 0) : 2);
    expect(verdict('unmapped-pin')).toBe(isNew ? 0 : 1);
    expect(verdict('evict-under-pin')).toBe(isNew ? 0 : 1);
    expect(verdict('direct-write-wakeup')).toBe(trace.kernel === '6.1' ? 1 : 0);
  });
});

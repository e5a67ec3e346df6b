import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gupPut } from '../designs/fixtures.ts';
import { layoutOf, Reads, readsOf } from './index.ts';
import { step } from './step.ts';

describe('choices that remember who asked', () => {
  test('answer as the record does, and know what was asked for since the last time, each once', () => {
    const reads = new Reads(gupPut.choices);
    expect([reads.choices.idle, reads.choices.busy, reads.choices.idle]).toEqual([1, 'refcount > idle', 1]);
    expect(reads.take()).toEqual(['idle', 'busy']);
    expect(reads.take()).toEqual([]);
    expect({ ...reads.choices }).toEqual(gupPut.choices);
  });

  test('tell what is asked for during something from what was before', () => {
    const reads = new Reads(gupPut.choices);
    reads.choices.idle;
    expect(reads.during(() => reads.choices.busy)).toEqual({ value: 'refcount > idle', asked: ['busy'] });
    expect(reads.take()).toEqual(['idle']);
    expect(() =>
      reads.during(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
  });

  test('are found by the choices, and a plain record has none', () => {
    const reads = new Reads(gupPut.choices);
    expect(readsOf(reads.choices)).toBe(reads);
    expect(readsOf(gupPut.choices)).toBeUndefined();
  });
});

describe('a step', () => {
  const { choices } = new Reads(gupPut.choices);
  const kernel = { choices, tree: gupPut.tree, layout: layoutOf({ pages: 1 }, choices), tasks: ['app'] };
  const t = { me: 1, process: 0, kernel };

  test('knows what led to it, and what its guard, its words and its effect asked for when they last ran', () => {
    choices.gupHoldsPgmap;
    const made = step(t, 'wait.schedule', {
      when: () => choices.wakesByItself,
      because: () => choices.sleeperWaitsFor,
      effect: () => choices.idle === 0 || choices.evictionWaits,
    });
    const decided = () => made.note?.decidedBy;
    expect(decided()).toEqual({ way: new Set(['gupHoldsPgmap']), guard: [], effect: [] });
    expect([made.when?.({} as never), made.because?.({} as never)]).toEqual([false, 'refcount == idle']);
    expect(made.effect?.({} as never)).toBe(false);
    expect(decided()).toEqual({
      way: new Set(['gupHoldsPgmap']),
      guard: ['wakesByItself', 'sleeperWaitsFor'],
      effect: ['idle', 'evictionWaits'],
    });
    made.when?.({} as never);
    expect(decided()?.guard).toEqual(['wakesByItself']);
    choices.afterWakeUp;
    const again = step(t, 'wait.schedule', {});
    expect(again.note?.decidedBy).toBe(decided());
    expect(decided()?.way).toEqual(new Set(['gupHoldsPgmap', 'afterWakeUp']));
  });

  test('of a kernel that is searched carries nothing of that', () => {
    const plain = { ...t, kernel: { ...kernel, choices: gupPut.choices } };
    expect(step(plain, 'zap.flush', { when: () => true }).note).not.toHaveProperty('decidedBy');
  });
});

test('paths ask where they decide: none takes its choices out before it needs them', () => {
  for (const name of readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file))) {
    const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
    expect(text, name).not.toMatch(/\} = [\w.]*choices;|\{[^}]*\}: Choices\b/);
  }
});

import { type Model, Replay, type Schedule } from '../checker/index.ts';

/**
 * A schedule as a trace in the Informal Trace Format of Apalache: the values of all variables after each step, and who made it. Steps that
 * nobody can take are left out, as a schedule that is told of one design may have some under another.
 */
export function itf<S, N>(model: Model<S, N>, schedule: Schedule, heading: string): string {
  const replay = new Replay(model);
  const paths = model.record.fields.map(({ path }) => path);
  const states = [state(0, '', '')];
  for (const task of schedule) {
    if (replay.whyNot(task) !== null) continue;
    const { operation } = replay.step(task);
    states.push(state(states.length, task, operation.name));
  }
  return JSON.stringify(
    {
      '#meta': {
        format: 'ITF',
        'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
        description: heading,
      },
      vars: ['task', 'step', ...paths],
      states,
    },
    null,
    1,
  );

  function state(index: number, task: string, step: string) {
    const values = model.record.fields.map(({ place, path }) => [
      path,
      { '#bigint': String(valueAt(place)) },
    ]);
    return { '#meta': { index }, task, step, ...Object.fromEntries(values) };
  }

  function valueAt(place: readonly (string | number)[]): unknown {
    return place.reduce(
      (part: unknown, name) => (part as Record<string | number, unknown>)[name],
      replay.state,
    );
  }
}

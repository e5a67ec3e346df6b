import type { Space } from '../checker/index.ts';

/** The whole graph of states, in forms that other tools read. */

/** The Aldebaran form of mCRL2 and CADP: a line for each transition, with task and operation as its label. */
export function aut<S, N>(space: Space<S, N>): string {
  const lines = [`des (0, ${space.transitions}, ${space.states})`];
  for (let state = 0; state < space.states; state++)
    for (const { task, operation, to } of space.moves(state))
      lines.push(`(${state}, "${task} ${operation.name}", ${to})`);
  return lines.join('\n');
}

/** Graphviz. A state in which nothing moves has a double circle. */
export function dot<S, N>(space: Space<S, N>, name: string): string {
  const lines = [`digraph "${name}" {`, '\tnode [shape=circle];'];
  for (let state = 0; state < space.states; state++) {
    const moves = space.moves(state);
    if (moves.length === 0) lines.push(`\t${state} [shape=doublecircle];`);
    for (const { task, operation, to } of moves)
      lines.push(`\t${state} -> ${to} [label="${task} ${operation.name}"];`);
  }
  lines.push('}');
  return lines.join('\n');
}

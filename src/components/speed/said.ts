import type { Figures } from '../../speed/figures.ts';
import { count } from '../../text/layout.ts';

/** How many times as fast as Spin a model is searched. */
const toSpin = ({ models }: Figures, name: string): string => {
  const model = models.find((one) => one.name === name);
  return model?.spin ? (model.spin.seconds / model.seconds).toFixed(1) : '?';
};

const whole = (n: number): string => n.toLocaleString('en-US');

/** Figures in sentences, by the word that a chapter uses. */
export const said = {
  date: ({ date }) => date,
  machine: ({ machine }) => machine,
  node: ({ node }) => node,
  spin: ({ spin }) => spin?.version ?? 'no Spin',
  'spin whole': ({ spin }) => spin?.whole ?? '',
  'spin reduced': ({ spin }) => spin?.reduced ?? '',
  runs: ({ runs }) => String(runs),
  'kernel to Spin': (of) => toSpin(of, 'kernel'),
  'pins to Spin': (of) => toSpin(of, 'pins'),
  'verdicts to Spin': ({ verdicts }) =>
    verdicts.map(({ spin, seconds }) => (spin ? (spin.seconds / seconds).toFixed(0) : '?')).join(' and '),
  results: ({ matrix }) => whole(matrix.results),
  'matrix seconds': ({ matrix }) => matrix.seconds.toFixed(1),
  'crowd states': ({ verdicts: [first] }) => count(first.states, 'state'),
  'crowd states of Spin': ({ verdicts: [first] }) => (first.spin ? whole(first.spin.states) : '?'),
  chromium: ({ browser }) => browser.version,
  cold: ({ browser }) => browser.known.cold.toFixed(0),
  warm: ({ browser }) => browser.known.warm.toFixed(1),
  'cold, examined': ({ browser }) => browser.examined.cold.toFixed(0),
  'warm, examined': ({ browser }) => browser.examined.warm.toFixed(1),
  'swarm date': ({ swarm }) => swarm.date,
  'swarm states': ({ swarm }) => whole(swarm.states),
  'swarm our states': ({ swarm }) => whole(swarm.ours.states),
  'swarm our seconds': ({ swarm }) => swarm.ours.seconds.toFixed(0),
  'swarm command': ({ swarm }) => swarm.command,
  'swarm made': ({ swarm }) => swarm.made.toFixed(0),
  'swarm searches': ({ swarm }) => String(swarm.searches.length),
  'swarm minutes': ({ swarm }) => String(swarm.minutes),
  'swarm table': ({ swarm }) => `${swarm.tableBytes / 2 ** 30} GiB`,
  'swarm came to': ({ swarm }) => {
    const parts = swarm.searches.map(([{ states }]) => (100 * states) / swarm.states);
    return `${parts.map((part) => part.toFixed(1)).join(' and ')} %`;
  },
  'swarm state': ({ swarm }) => `${swarm.stateBytes} bytes`,
  'swarm states together': ({ swarm }) => `${((swarm.stateBytes * swarm.states) / 2 ** 30).toFixed(0)} GiB`,
  'swarm found': ({ swarm }) => (swarm.found ? 'a failure' : 'no failure'),
  'weights date': ({ weights }) => weights.date,
} satisfies Record<string, (of: Figures) => string>;

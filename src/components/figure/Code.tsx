import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../../addresses.ts';
import type { Choice, Landmark } from '../../sim/kernel/index.ts';
import type { Cell, Row } from '../../sim/trace/pair.ts';
import looks from '../../styles/asked.css?url&no-inline';
import type { CodeData, Made } from './code-data.ts';
import type { FigureDesign } from './data.ts';

export interface CodeProps {
  /** The lit row; undefined where nothing has moved. */
  readonly row: Row | undefined;
  readonly sides: readonly [left: FigureDesign, right: FigureDesign];
  /** The example's id. */
  readonly example: string;
  /** Where the site is; ends with a slash. */
  readonly base: string;
}

/** One for all figures of the page; asked for again where it did not come. */
let coming: Promise<CodeData> | undefined;

async function load(base: string): Promise<CodeData> {
  const response = await fetch(`${base}code.json`);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** The lines of the model that make the steps of a row, as they stand in the files that are tested, with what each design has chosen where they ask. */
export function Code({ row, sides, example, base }: CodeProps) {
  const [code, setCode] = useState<CodeData>();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    coming ??= load(base);
    coming.then(setCode, () => {
      coming = undefined;
      setLost(true);
    });
  }, []);
  if (isLost) return <p>The code did not load; close this and open it to try again.</p>;
  if (!code) return <p>Loading the code.</p>;
  const steps = [...new Set([row?.left, row?.right].flatMap(stepOf))];
  if (steps.length === 0) return <p>No step is taken in this row.</p>;
  return (
    <div class="model">
      <link rel="stylesheet" href={looks} />
      {steps.map((at) => [
        <p key={at} class="file">
          Step <code>{at}</code>
        </p>,
        ...code.steps[at].map((made) => (
          <Part key={made[0]} code={code} made={made} sides={sides} base={base} />
        )),
      ])}
      <p class="file">
        The tasks are in{' '}
        <a href={base + addressOf.source(`src/sim/examples/${example}.ts`)}>src/sim/examples/{example}.ts</a>.
        To try a change clone the repository; <code>npm run dev</code> shows what becomes of it.
      </p>
    </div>
  );
}

/** The step that a side takes, or waits to take. */
const stepOf = (cell: Cell | undefined): Landmark[] =>
  (cell?.kind === 'moved' || cell?.kind === 'blocked') && cell.at ? [cell.at] : [];

interface PartProps {
  readonly code: CodeData;
  readonly made: Made;
  readonly sides: CodeProps['sides'];
  readonly base: string;
}

function Part({ code, made: [at, ranges], sides, base }: PartProps) {
  const { file, line, html, choices } = code.definitions[at];
  const isMade = (number: number) => ranges.some(([first, last]) => first <= number && number <= last);
  return (
    <>
      <p class="file">
        <a href={`${base}${addressOf.source(file)}#L${line}`}>
          {file}:{line}
        </a>
      </p>
      <pre class="code">
        <code>
          {html.map((words, i) => (
            <span key={i} class={isMade(line + i) ? 'row lit' : 'row'}>
              <span dangerouslySetInnerHTML={{ __html: words }} />
              {choices[i].map((choice) => (
                <Chosen key={choice} choice={choice} sides={sides} />
              ))}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </>
  );
}

/** What the two designs have chosen: once where it is the same. */
function Chosen({ choice, sides }: { choice: Choice; sides: CodeProps['sides'] }) {
  const [left, right] = sides.map(({ choices }) => String(choices[choice]));
  return (
    <span class="chosen">
      {choice}: {left === right ? left : `${left} | ${right}`}
    </span>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { questionKinds } from '../../../sim/compose/clauses.ts';
import { conditionForms } from '../../../sim/compose/conditions.ts';
import { clausesOf, type Draft, draftOf, freeName } from '../../../sim/compose/draft.ts';
import { ready } from '../../../sim/compose/ready.ts';
import looks from '../../../styles/asked.css?url&no-inline';
import type { Asked, Subject } from '../asked.ts';
import type { Chosen } from '../replay.ts';
import { ask, wordsOf } from './ask.ts';
import { withDesign } from './changed.ts';
import { composed } from './composed.ts';
import type { Judge } from './judge.ts';
import { Unsearched } from './Unsearched.tsx';

export interface ComposeProps {
  /** The figure as it was built. */
  readonly built: Subject;
  /** What it is about now. */
  readonly subject: Subject;
  readonly chosen: Chosen;
  readonly onAsked: (asked: Asked) => void;
  /** More is known of what the figure is about. */
  readonly onSubject: (change: (now: Subject) => Subject) => void;
}

/** The example's tasks, what they work on, and what is asked of them, to be changed. What is written stays until it can be read. */
export function Compose({ built, subject, chosen, onAsked, onSubject }: ComposeProps) {
  const { example } = subject;
  const [draft, setDraft] = useState(() => draftOf(example));
  const [problem, setProblem] = useState('');
  useEffect(() => setDraft(draftOf(example)), [example.id]);
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });

  const take = async (clauses: string) => {
    setProblem('');
    try {
      const { id } = await ask((judge) => judge.composed(built.example.id + clauses));
      onAsked(await taken(built, id.slice(built.example.id.length), chosen));
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };

  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault();
        take(clausesOf(draft, built.example));
      }}
    >
      <link rel="stylesheet" href={looks} />
      {example.id !== built.example.id && (
        <Unsearched subject={subject} chosen={chosen} onSubject={onSubject} />
      )}
      <Tasks draft={draft} put={put} />
      <Numbers draft={draft} put={put} />
      <Questions draft={draft} put={put} />
      <p class="buttons">
        <button type="submit">Run these</button>{' '}
        {example.id !== built.example.id && (
          <button type="button" onClick={() => take('')}>
            Back to the example’s own
          </button>
        )}
      </p>
      <p role="alert">{problem}</p>
    </form>
  );
}

/** The figure with what is changed; what was on show stays on show as far as it can. */
async function taken(built: Subject, changes: string, chosen: Chosen): Promise<Asked> {
  const { example, data } = await composed(built, changes);
  const { left, right, schedule } = chosen;
  let known = data;
  for (const id of [left, right])
    if (!known.designs.some((design) => design.id === id)) known = await withDesign(known, id);
  const isKept = schedule?.every((task) => example.actors.some(({ name }) => name === task));
  return {
    subject: { example, data: known },
    chosen: isKept ? chosen : { left, right, schedule: null, teller: 'left', row: 1 },
    message: '',
  };
}

interface PartProps {
  readonly draft: Draft;
  readonly put: (change: Partial<Draft>) => void;
}

function Tasks({ draft, put }: PartProps) {
  const { tasks } = draft;
  const change = (at: number, words: string) =>
    put({ tasks: tasks.map((task, i) => (i === at ? { ...task, words } : task)) });
  return (
    <fieldset>
      <legend>Tasks</legend>
      {tasks.map(({ name, words }, at) => (
        <p key={name} class="task">
          <label>
            <b>{name}</b>{' '}
            <input
              value={words}
              spellcheck={false}
              autocomplete="off"
              onInput={(event) => change(at, event.currentTarget.value)}
            />
          </label>{' '}
          <Pick
            label={`what else ${name} does`}
            verb="Do this"
            options={ready.map(({ says }) => says)}
            onPick={(i) => change(at, ready[i].words)}
          />{' '}
          <button type="button" onClick={() => put({ tasks: tasks.filter((_, i) => i !== at) })}>
            Remove <span class="vh">{name}</span>
          </button>
        </p>
      ))}
      <p>
        <Pick
          label="one more task"
          verb="Add the task"
          options={ready.map(({ says }) => says)}
          onPick={(i) =>
            put({ tasks: [...tasks, { name: freeName(ready[i].name, tasks), words: ready[i].words }] })
          }
        />
      </p>
      <p class="what">
        <code>process 1: touch page 1; pin, dma, unpin</code>: in which process, and on which page, if not 0.
        Commas part what is done in one call; who is refused a page there lets go of those that it has.
        Semicolons part calls. All actions: <code>npm run -s sim -- tasks</code>.
      </p>
    </fieldset>
  );
}

const numberLabels = {
  pages: 'pages of a file',
  processes: 'processes that map it',
  files: 'files that share its blocks',
} as const;

function Numbers({ draft, put }: PartProps) {
  return (
    <fieldset class="numbers">
      <legend>How many</legend>
      {(Object.keys(numberLabels) as (keyof typeof numberLabels)[]).map((name) => (
        <label key={name}>
          {numberLabels[name]}{' '}
          <input
            type="number"
            min={1}
            max={3}
            required
            value={draft.numbers[name]}
            onInput={(event) =>
              put({ numbers: { ...draft.numbers, [name]: Number(event.currentTarget.value) } })
            }
          />
        </label>
      ))}
    </fieldset>
  );
}

function Questions({ draft, put }: PartProps) {
  const { ask: asked, questions, tasks } = draft;
  const names = tasks.map(({ name }) => name);
  const change = (at: number, question: Partial<Draft['questions'][number]>) =>
    put({ questions: questions.map((one, i) => (i === at ? { ...one, ...question } : one)) });
  const [askable, setAskable] = useState<Awaited<ReturnType<Judge['askable']>>>([]);
  useEffect(() => {
    // A list that does not come is empty: what can be asked in words is there.
    ask((judge) => judge.askable(names)).then(setAskable, () => {});
  }, [names.join()]);
  const others = askable.filter(({ id }) => !asked.includes(id));
  return (
    <fieldset>
      <legend>What is asked besides</legend>
      {asked.map((id) => (
        <p key={id}>
          {id}{' '}
          <button type="button" onClick={() => put({ ask: asked.filter((one) => one !== id) })}>
            Remove <span class="vh">{id}</span>
          </button>
        </p>
      ))}
      {questions.map(({ kind, words }, at) => (
        <p key={at} class="task">
          <select
            aria-label={`kind of question ${at + 1}`}
            value={kind}
            onChange={(event) => change(at, { kind: questionKinds[event.currentTarget.selectedIndex] })}
          >
            {questionKinds.map((kind) => (
              <option key={kind} value={kind}>
                {kind.replaceAll('-', ' ')}
              </option>
            ))}
          </select>{' '}
          <input
            aria-label={`conditions of question ${at + 1}`}
            value={words}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => change(at, { words: event.currentTarget.value })}
          />{' '}
          <Pick
            label={`a condition for question ${at + 1}`}
            verb="Add"
            options={conditionForms}
            onPick={(i) =>
              change(at, { words: [words, filled(conditionForms[i], draft)].filter(Boolean).join(' and ') })
            }
          />{' '}
          <button type="button" onClick={() => put({ questions: questions.filter((_, i) => i !== at) })}>
            Remove <span class="vh">question {at + 1}</span>
          </button>
        </p>
      ))}
      <p>
        <Pick
          label="a question of the site"
          verb="Ask it"
          options={others.map(({ title }) => title)}
          onPick={(i) => put({ ask: [...asked, others[i].id] })}
        />{' '}
        <button
          type="button"
          onClick={() =>
            put({ questions: [...questions, { kind: 'never', words: filled('TASK asleep', draft) }] })
          }
        >
          Ask in words of your own
        </button>
      </p>
      <p class="what">
        Conditions are joined by <code>and</code>, <code>or</code>, <code>not</code> and parentheses.
      </p>
    </fieldset>
  );
}

/** A form of a condition with a task and numbers that there are: to be changed. */
const filled = (form: string, { tasks }: Draft): string =>
  form
    .replace('TASK', tasks[tasks.length - 1]?.name ?? 'trunc')
    .replace('PAGE', '0')
    .replace(/ N$/, ' 1');

interface PickProps {
  readonly label: string;
  readonly options: readonly string[];
  /** What the button says that takes what is picked. */
  readonly verb: string;
  readonly onPick: (at: number) => void;
}

/** A list, and a button that takes what stands there: with keys, one comes by what one does not want. */
function Pick({ label, options, verb, onPick }: PickProps) {
  const [at, setAt] = useState(NOTHING);
  const isPicked = at !== NOTHING && at < options.length;
  const take = () => {
    setAt(NOTHING);
    onPick(at);
  };
  return (
    <span class="pick">
      <select
        aria-label={label}
        value={isPicked ? at : NOTHING}
        onChange={(event) => setAt(Number(event.currentTarget.value))}
      >
        <option value={NOTHING}>{label} …</option>
        {options.map((words, i) => (
          <option key={words} value={i}>
            {words}
          </option>
        ))}
      </select>{' '}
      <button
        type="button"
        aria-label={`${verb}: ${label}`}
        aria-disabled={!isPicked}
        onClick={() => isPicked && take()}
      >
        {verb}
      </button>
    </span>
  );
}

const NOTHING = -1;

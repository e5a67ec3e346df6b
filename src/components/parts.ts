/** What chapters may use by name, without importing it. */
import Count from './Count.astro';
import EndCount from './EndCount.astro';
import Everywhere from './Everywhere.astro';
import Example from './Example.astro';
import Fact from './Fact.astro';
import Mail from './Mail.astro';
import Matrix from './Matrix.astro';
import Quote from './Quote.astro';
import Refcount from './Refcount.astro';
import Row from './Row.astro';
import Timeline from './Timeline.astro';
import Verdict from './Verdict.astro';

export const parts = {
  Count,
  EndCount,
  Everywhere,
  Example,
  Fact,
  Mail,
  Matrix,
  Quote,
  Refcount,
  Row,
  Timeline,
  Verdict,
};

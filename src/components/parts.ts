/** What chapters may use by name, without importing it. */
import Choices from './Choices.astro';
import Count from './Count.astro';
import EndCount from './EndCount.astro';
import Everywhere from './Everywhere.astro';
import Example from './Example.astro';
import Fact from './Fact.astro';
import Mail from './Mail.astro';
import Matrix from './Matrix.astro';
import Operations from './Operations.astro';
import Quote from './Quote.astro';
import Refcount from './Refcount.astro';
import Row from './Row.astro';
import SpecialCases from './SpecialCases.astro';
import Variables from './Variables.astro';
import Verdict from './Verdict.astro';

export const parts = {
  Choices,
  Count,
  EndCount,
  Everywhere,
  Example,
  Fact,
  Mail,
  Matrix,
  Operations,
  Quote,
  Refcount,
  Row,
  SpecialCases,
  Variables,
  Verdict,
};

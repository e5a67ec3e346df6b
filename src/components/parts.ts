/** What chapters may use by name, without importing it. */

import Calibration from './Calibration.astro';
import Choices from './Choices.astro';
import Compared from './Compared.astro';
import Count from './Count.astro';
import CountMeans from './CountMeans.astro';
import Ledger from './claim/Ledger.astro';
import QuoteClaim from './claim/QuoteClaim.astro';
import QuoteLedger from './claim/QuoteLedger.astro';
import Sentences from './claim/Sentences.astro';
import Settles from './claim/Settles.astro';
import Tally from './claim/Tally.astro';
import EndCount from './EndCount.astro';
import Everywhere from './Everywhere.astro';
import Example from './Example.astro';
import Exceptions from './Exceptions.astro';
import Fact from './Fact.astro';
import LifeCycle from './LifeCycle.astro';
import Mail from './Mail.astro';
import Matrix from './Matrix.astro';
import NoReport from './NoReport.astro';
import Operations from './Operations.astro';
import Packages from './Packages.astro';
import PropertyMatrix from './PropertyMatrix.astro';
import Affected from './program/Affected.astro';
import Program from './program/Program.astro';
import QuoteProgram from './program/QuoteProgram.astro';
import Quote from './Quote.astro';
import Recording from './Recording.astro';
import Refcount from './Refcount.astro';
import Remedies from './Remedies.astro';
import Row from './Row.astro';
import Seen from './Seen.astro';
import Shortest from './Shortest.astro';
import SpecialCases from './SpecialCases.astro';
import Timeline from './Timeline.astro';
import Variables from './Variables.astro';
import Verdict from './Verdict.astro';

export const parts = {
  Affected,
  Calibration,
  Choices,
  Compared,
  Count,
  CountMeans,
  EndCount,
  Everywhere,
  Example,
  Exceptions,
  Fact,
  Ledger,
  LifeCycle,
  Mail,
  Matrix,
  NoReport,
  Operations,
  Packages,
  Program,
  PropertyMatrix,
  Quote,
  QuoteClaim,
  QuoteLedger,
  QuoteProgram,
  Recording,
  Refcount,
  Remedies,
  Row,
  Seen,
  Sentences,
  Settles,
  Shortest,
  SpecialCases,
  Tally,
  Timeline,
  Variables,
  Verdict,
};

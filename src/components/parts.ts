/** What chapters may use by name, without importing it. */

import Calibration from './calibration/Calibration.astro';
import Compared from './calibration/Compared.astro';
import Exceptions from './calibration/Exceptions.astro';
import QuotePage from './chapter/QuotePage.astro';
import Ledger from './claim/Ledger.astro';
import QuoteClaim from './claim/QuoteClaim.astro';
import QuoteLedger from './claim/QuoteLedger.astro';
import Sentences from './claim/Sentences.astro';
import Settles from './claim/Settles.astro';
import Tally from './claim/Tally.astro';
import Designs from './design/Designs.astro';
import Example from './example/Example.astro';
import Quote from './example/Quote.astro';
import Shortest from './example/Shortest.astro';
import Fact from './fact/Fact.astro';
import HoldersDrawing from './holders/HoldersDrawing.astro';
import CountMeans from './life-cycle/CountMeans.astro';
import LifeCycle from './life-cycle/LifeCycle.astro';
import Mail from './mail/Mail.astro';
import NoReport from './mail/NoReport.astro';
import Matrix from './matrix/Matrix.astro';
import PropertyMatrix from './matrix/PropertyMatrix.astro';
import SpecialCases from './matrix/SpecialCases.astro';
import Actions from './model/Actions.astro';
import Choices from './model/Choices.astro';
import Conditions from './model/Conditions.astro';
import Operations from './model/Operations.astro';
import Variables from './model/Variables.astro';
import Packages from './recording/Packages.astro';
import Recording from './recording/Recording.astro';
import Seen from './recording/Seen.astro';
import Sleepers from './recording/Sleepers.astro';
import Remedies from './remedies/Remedies.astro';
import Affected from './reproducer/Affected.astro';
import Instructions from './reproducer/Instructions.astro';
import Patched from './reproducer/Patched.astro';
import Program from './reproducer/Program.astro';
import QuoteProgram from './reproducer/QuoteProgram.astro';
import Apart from './space/Apart.astro';
import Atlas from './space/Atlas.astro';
import Fewest from './space/Fewest.astro';
import Kernels from './space/Kernels.astro';
import Needed from './space/Needed.astro';
import Paths from './space/Paths.astro';
import SetOf from './space/SetOf.astro';
import SpaceRules from './space/SpaceRules.astro';
import Measured from './speed/Measured.astro';
import Speed from './speed/Speed.astro';
import Takers from './takers/Takers.astro';
import Timeline from './timeline/Timeline.astro';
import Count from './verdict/Count.astro';
import EndCount from './verdict/EndCount.astro';
import Everywhere from './verdict/Everywhere.astro';
import Refcount from './verdict/Refcount.astro';
import Row from './verdict/Row.astro';
import Verdict from './verdict/Verdict.astro';
import WithMore from './verdict/WithMore.astro';

export const parts = {
  Affected,
  Apart,
  Atlas,
  Calibration,
  Actions,
  Choices,
  Conditions,
  Designs,
  Compared,
  Count,
  CountMeans,
  EndCount,
  Everywhere,
  Example,
  Exceptions,
  Fact,
  HoldersDrawing,
  Instructions,
  Fewest,
  Kernels,
  Ledger,
  LifeCycle,
  Mail,
  Matrix,
  Measured,
  Needed,
  NoReport,
  Operations,
  Packages,
  Patched,
  Paths,
  Program,
  PropertyMatrix,
  Quote,
  QuoteClaim,
  QuoteLedger,
  QuotePage,
  QuoteProgram,
  Recording,
  Refcount,
  Remedies,
  Row,
  Seen,
  Sentences,
  SetOf,
  Settles,
  Shortest,
  Sleepers,
  SpaceRules,
  SpecialCases,
  Speed,
  Takers,
  Tally,
  Timeline,
  Variables,
  Verdict,
  WithMore,
};

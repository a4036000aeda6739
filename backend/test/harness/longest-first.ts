import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Seconds that files take, where that is long; rough is good enough. */
const seconds: Record<string, number> = {
  'torture.test.ts': 144,
  'images.test.ts': 70,
  'told-states.test.ts': 50,
  'embedded-postgres.test.ts': 57,
  'accessible.test.ts': 57,
  'restart.test.ts': 41,
  'together.test.ts': 41,
  'screens.test.ts': 35,
  'nothing-lost.test.ts': 31,
  'torture/processes.test.ts': 77,
  'response-times.test.ts': 31,
};
/** All other stories, and all other files. */
const story = 25;
const other = 5;

/** A worker keeps what it has loaded only while it stays in one project. */
const projects = ['alone', 'stories', 'backend', 'torture'];

/** Files that take long begin first, so that no core waits for the last of them alone; one project after the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (one, another) =>
        projects.indexOf(one.project.name) - projects.indexOf(another.project.name) ||
        secondsOf(another.moduleId) - secondsOf(one.moduleId),
    );
  }
}

function secondsOf(path: string): number {
  const known = Object.entries(seconds).find(([end]) => path.endsWith(`/${end}`));
  return known?.[1] ?? (path.includes('/stories/') ? story : other);
}

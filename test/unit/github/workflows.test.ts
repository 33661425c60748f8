import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const FOLDER = path.join(__dirname, '../../../.github/workflows');
const files = readdirSync(FOLDER);
const textOf = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8');

interface Workflow {
	permissions: unknown;
	jobs: Record<
		string,
		{
			permissions?: Record<string, string>;
			'timeout-minutes'?: number;
			steps: Array<{ uses?: string; with?: Record<string, unknown> }>;
		}
	>;
}

const jobsOf = (file: string) =>
	Object.entries((parse(textOf(file)) as Workflow).jobs).map(([job, rest]) => ({
		...rest,
		id: `${file}: ${job}`,
	}));
const jobs = files.flatMap(jobsOf);
const actions = jobs.flatMap(({ steps }) => steps).filter(({ uses }) => uses !== undefined);

describe('the GitHub workflows', () => {
	it('pin every action to a commit, with the version beside it', () => {
		expect(actions.length).toBeGreaterThan(5);
		for (const { uses } of actions) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
		const lines = files.flatMap((file) => textOf(file).match(/uses:.*/g) ?? []);
		for (const line of lines) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
	});

	it.each(files)('may only read, but for jobs that say what else they need: %s', (file) => {
		expect((parse(textOf(file)) as Workflow).permissions).toEqual({ contents: 'read' });
	});

	it('give the right to write to as few jobs as can be', () => {
		const writers = jobs.flatMap(({ id, permissions = {} }) =>
			Object.entries(permissions)
				.filter(([, right]) => right === 'write')
				.map(([what]) => `${id}: ${what}`),
		);
		expect(writers.sort()).toEqual([
			'drift.yml: compare: issues',
			'publish.yml: attach: contents',
			'publish.yml: publish: id-token',
		]);
	});

	it('leave no token of GitHub behind in the checkout', () => {
		const checkouts = actions.filter(({ uses }) => uses?.startsWith('actions/checkout'));
		for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
	});

	it('end by themselves', () => {
		for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
	});

	it('keep no secret: npm trusts the workflow itself', () => {
		for (const file of files) expect(textOf(file)).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
	});
});

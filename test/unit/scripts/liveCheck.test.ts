import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PERSONALITIES, type PersonalityName, type Sandbox, startSandbox } from '../../../sandbox';
import { kernelHostLive, killBLive, type ClientOptions } from '../../../scripts/liveCheck/client';
import type { Finding } from '../../../scripts/liveCheck/finding';
import { checkKernelHost, Unusable } from '../../../scripts/liveCheck/kernelhost';
import { checkKillB } from '../../../scripts/liveCheck/killb';
import { AnswerLog } from '../../../scripts/liveCheck/record';

const ROOT = path.join(__dirname, '../../..');

/** For each test another one: sessions and clocks are remembered by address. */
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
	withoutLimits();
});
afterEach(async () => await sandbox.close());

/** High limits, so that the answers still have the headers. */
function withoutLimits(): void {
	const kernelhost = { perMinute: 60_000, burst: 10_000 };
	sandbox.state.update('limits', { kernelhost, killb: { perSecond: 1000, burst: 1000 } });
}

/** The answers of the sandbox that the personality changes. */
function personify(name: PersonalityName): void {
	sandbox.state.personify([name]);
	if (name !== 'lowerLimit') withoutLimits();
	addPersons(120);
}

/** Each one later than the one before. */
function addPersons(count: number): void {
	for (let number = 1; number <= count; number++) {
		const createdAt = new Date(Date.now() + number * 1000).toISOString();
		sandbox.state.killb.addUser('PERSON', { firstName: `Person ${number}` }, { createdAt });
	}
}

async function check(
	service: 'kernelhost' | 'killb',
	options: ClientOptions = {},
): Promise<Finding[]> {
	const { details } = sandbox;
	const paced = { paceMs: 0, ...options };
	const { keyId, secret, kernelhost: apiRoot, email, password, killb: baseUrl } = details;
	const fast = { adjustLimits: true, requestsPerMinute: 60_000, burst: 1000 };
	return service === 'kernelhost'
		? await checkKernelHost(kernelHostLive({ keyId, secret, apiRoot, ...fast }, paced))
		: await checkKillB(killBLive({ environment: 'custom', baseUrl, email, password }, paced));
}

/** The personalities by which an assumption is false, and what the check says to change. */
const FALSE: Partial<Record<PersonalityName, string | RegExp>> = {
	fullPathSigned: 'credential, Vendor Overrides: {"signedPath":"fullPath"}',
	upperCaseSignature: 'credential, Vendor Overrides: {"signatureDigits":"upper"}',
	otherWebhookField: 'credential, Vendor Overrides: {"webhookUrlField":"callback_url"}',
	emptyTextRemovesWebhook: 'credential, Vendor Overrides: {"webhookEmptyValue":""}',
	otherPageParameter: 'credential, Vendor Overrides: {"pageParameter":"page_number"}',
	otherLimitParameter: 'credential, Vendor Overrides: {"limitParameter":"per_page"}',
	otherCursorParameter: 'credential, Vendor Overrides: {"cursorParameter":"after"}',
	unknownParametersRejected: 'credential, Vendor Overrides: {"pageParameter":"p"}',
	largePagesRejected: 'Page Size in Options of Get Many',
	otherListFields: /^none is needed/,
	otherIdField: 'enter the ID',
	otherStatusField: 'credential, Vendor Overrides: {"statusField":"condition"}',
	noDate: /turn on NTP/,
	disorderedLists: 'none is needed for lists of up to 500',
	disorderedKillBLists: 'none is needed for lists of up to 1,000',
	smallKillBPages: /can be 25$/,
	largeKillBPagesRejected: 'Page Size in Options of Get Many',
	lowerLimit: 'credential, Adjust Limits: Requests per Second 5, Burst 5',
	otherPreFundMember: 'enter the ID',
	repeatedIds: /^none is needed/,
	noKillBDate: /turn on NTP/,
};

/** Those of which the check sees that they could be either. */
const UNCLEAR: readonly string[] = ['unpagedLists'];

const names = Object.keys(PERSONALITIES) as PersonalityName[];

it.each(['kernelhost', 'killb'] as const)(
	'of the plain sandbox nothing is false at %s',
	async (service) => {
		const findings = await check(service);
		expect(findings.filter(({ verdict }) => verdict === 'false')).toEqual([]);
		expect(findings.filter(({ verdict }) => verdict === 'true').length).toBeGreaterThan(5);
	},
);

it('decides the rows of the table of assumptions of which the table says so', async () => {
	addPersons(2);
	const page = readFileSync(path.join(ROOT, 'docs/assumptions.md'), 'utf8');
	const rows = [...page.matchAll(/^\| (?!What |---)(.+?) \|.*\| (yes|no)[:,][^|]+\|$/gm)];
	const found = [...(await check('kernelhost')), ...(await check('killb'))].map(
		({ assumption, verdict }) => `${assumption}: ${verdict === 'not decidable' ? 'no' : 'yes'}`,
	);
	const said = rows.map(([, what = '', live = '']) => `${what}: ${live}`);
	expect([...new Set(found)].sort()).toEqual(said.sort());
});

it('only reads, apart from the login', async () => {
	await check('kernelhost');
	await check('killb');
	const sent = sandbox.state.journal
		.entries({ direction: 'in' })
		.map(({ method, path: target }) => `${method} ${target}`);
	expect(sent.filter((request) => !request.startsWith('GET '))).toEqual([
		'POST /api/v2/auth/login',
	]);
	expect(sent.filter((request) => request.includes('/credentials'))).toEqual([]);
	expect(sent.length).toBeLessThan(40);
});

describe.each(names)('with the personality %s', (name) => {
	const { service, assumption } = PERSONALITIES[name];
	const setting = FALSE[name];

	it(setting ? 'its assumption is false, with the setting' : 'nothing is false', async () => {
		personify(name);
		const findings = await check(service, name === 'lowerLimit' ? { paceMs: 250 } : {});
		const isFalse = findings.filter(({ verdict }) => verdict === 'false');
		if (setting === undefined) {
			expect(isFalse).toEqual([]);
			const own = findings.find((finding) => finding.assumption === assumption);
			if (UNCLEAR.includes(name)) expect(own?.verdict).toBe('not decidable');
			return;
		}
		expect(isFalse.map((finding) => [finding.assumption, finding.setting])).toEqual([
			[assumption, typeof setting === 'string' ? setting : expect.stringMatching(setting)],
		]);
	});
});

describe('a service that rejects the credential', () => {
	it('is not checked, and says why', async () => {
		sandbox.state.update('key', { locked: true });
		const checking = check('kernelhost');
		await expect(checking).rejects.toThrow(Unusable);
		await expect(checking).rejects.toThrow(/does not know this key, or it is locked/);
		sandbox.state.update('logins', { locked: true });
		await expect(check('killb')).rejects.toThrow(Unusable);
	});
});

/** All texts of the sandbox's answers that are not names of members. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number') return value > 10_000 ? [String(value)] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('what is recorded', () => {
	it('has no value of a person, an account or the credential, and keeps what is equal', async () => {
		const log = new AnswerLog();
		await check('kernelhost', { log });
		await check('killb', { log });
		const recorded = JSON.stringify(log.answers);
		const answers = sandbox.state.journal.entries({ direction: 'in' }).flatMap(({ answer }) => {
			try {
				return textsIn(JSON.parse(answer ?? ''));
			} catch {
				return [];
			}
		});
		const { keyId, secret, email, password } = sandbox.details;
		// Values of the vendors' own types: they describe no person, and the fixtures need them.
		const kept =
			/^([A-Z][A-Z0-9_]*|active|running|monthly|paid|EUR|(read|write):[a-z]+|L\d|savings)$/;
		const personal = [...new Set([...answers, keyId, secret, email, password])].filter(
			(text) => text.length > 1 && !kept.test(text),
		);
		expect(personal.length).toBeGreaterThan(100);
		// Short ones may be a part of a number that replaces another.
		const whole = new Set(textsIn(log.answers));
		const leaked = personal.filter(
			(text) => whole.has(text) || (text.length > 5 && recorded.includes(text)),
		);
		expect(leaked).toEqual([]);
		const [list] = log.answers.filter((one) => one.path === '/v1/services');
		const [entry] = (list?.body as { data: Array<{ id: number }> }).data;
		expect(log.answers.map((one) => one.path)).toContain(`/v1/services/${entry?.id}`);
		expect(log.answers.find((one) => one.path === '/api/v2/users')?.body).toMatchObject({
			users: [{ status: 'ACTIVE', type: 'PERSON', data: { document: { type: 'NUIP' } } }],
			totalPage: 1,
		});
	});
});

describe('npm run live-check', () => {
	const run = async (parameters: string[], environment: Record<string, string>) =>
		await new Promise<{ code: number; output: string }>((resolve) => {
			const script = ['--import', 'tsx', 'scripts/liveCheck/index.ts', ...parameters];
			const env = { PATH: process.env.PATH ?? '', ...environment };
			execFile(process.execPath, script, { cwd: ROOT, env }, (error, stdout, stderr) =>
				resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
			);
		});

	it('prints a line for each assumption, ends with 1 if one is false, and shows no credential', async () => {
		sandbox.state.personify(['bareLists', 'smallKillBPages', 'fullPathSigned']);
		const { keyId, secret, kernelhost, killb, email, password } = sandbox.details;
		const folder = mkdtempSync(path.join(tmpdir(), 'live-check-'));
		const credentials = { KH_KEY: keyId, KH_SECRET: secret };
		const login = { KILLB_EMAIL: email, KILLB_PASSWORD: password };
		const parameters = ['--kernelhost', kernelhost, '--killb', killb, '--record', folder];
		const { code, output } = await run(parameters, { ...credentials, ...login });
		expect(code).toBe(1);
		expect(output).toMatch(/^false {10}KernelHost: Part of the path that KernelHost signs: /m);
		expect(output.trim().split('\n')).toHaveLength(30);
		const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
		expect(files).toHaveLength(2);
		for (const value of [keyId, secret, email, password]) {
			expect(output + files.join()).not.toContain(value);
		}
		rmSync(folder, { recursive: true });
	});

	it('ends with 2 without a credential, without a service, and where the key is wrong', async () => {
		const { kernelhost, keyId } = sandbox.details;
		const missing = await run(['--kernelhost', kernelhost], { KH_KEY: keyId });
		expect([missing.code, missing.output]).toEqual([
			2,
			'Set the environment variable KH_SECRET.\n',
		]);
		expect((await run([], {})).code).toBe(2);
		const wrong = { KH_KEY: keyId, KH_SECRET: 'not-the-secret-of-this-key' };
		const rejected = await run(['--kernelhost', kernelhost], wrong);
		expect(rejected.code).toBe(2);
		expect(rejected.output).toMatch(/^not checked {4}kernelhost: The signature does not match/);
		expect(rejected.output).not.toContain(wrong.KH_SECRET);
	});
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AnswerBody, AnswerOverdue } from '../../../core/http/response';
import { foreignRemedy, redirectRemedy } from '../../../core/http/explanation';
import * as kernelHost from '../../../core/kernelhost/explain';
import * as kernelHostRemedies from '../../../core/kernelhost/remedies';
import { loginFailure, SessionContested } from '../../../core/killb/loginFailure';
import * as killB from '../../../core/killb/explain';
import { CODES, STATUSES } from '../../../core/killb/remedies';
import {
	entryFor,
	FIELD_ENTRY,
	helpUrl,
	ID_ENTRY,
	MAXIMUM_ENTRY,
	UNKNOWN_ENTRY,
} from '../../../nodes/shared/errors/help';
import { explainNoAnswer, limitUsedUp, unreadAnswer } from '../../../nodes/shared/client/response';
import { NoAnswer } from '../../../nodes/shared/client/transport';
import manifest from '../../../package.json';
import { headingAnchor } from '../../../scripts/headingAnchor';

const PAGE = readFileSync(path.join(__dirname, '../../../docs/troubleshooting.md'), 'utf8');

const anchors = [...PAGE.matchAll(/^#### (.+)$/gm)].map(([, heading = '']) =>
	headingAnchor(heading),
);

const messagesOf = (table: object) =>
	Object.values(table).map(({ message }: { message: string }) => message);

const answer = (value: object): AnswerBody => ({ kind: 'json', value });

const login = (status: number, body: unknown = {}) => loginFailure({ status, body }, 0).message;

const overdue = new NoAnswer(
	'did not finish its answer within 120 seconds',
	'ANSWER_OVERDUE',
	new AnswerOverdue(120_000),
);

const MESSAGES = [
	...Object.values(kernelHostRemedies).flatMap(messagesOf),
	...[CODES, STATUSES].flatMap(messagesOf),
	...['KernelHost', 'KillB'].flatMap((service) => [
		redirectRemedy(service, '', '').message,
		foreignRemedy(service, 418, '').message,
		limitUsedUp(service, 1000).message,
		explainNoAnswer(service, new NoAnswer('', 'ECONNREFUSED', undefined)).message,
		explainNoAnswer(service, new NoAnswer('', 'ECONNRESET', undefined)).message,
		explainNoAnswer(service, overdue).message,
		unreadAnswer(service, 200, { kind: 'tooLarge', megabytes: 20 })?.message ?? '',
		unreadAnswer(service, 200, { kind: 'tooDeep' })?.message ?? '',
	]),
	new SessionContested().message,
	...[200, 302, 400, 401, 404, 429, 503].map((status) => login(status)),
	loginFailure({ status: 200, body: '', isTooLarge: true }, 0).message,
];

/**
 * Messages of the nodes other than those about responses and logins; the engine tests also check
 * their own errors against the page.
 */
const OF_THE_NODES = [
	'This execution was first tried 2 days ago, and an idempotency key is remembered for 24 hours',
	'The outcome of an earlier attempt is unknown: KillB may have carried it out already, so it was not sent again',
	'An earlier attempt of this execution already did this item with other content: Amount was 5 and is 6 now',
	'KernelHost already has a different record under "order-1": Product is 42, not 43. Nothing was done now',
	'KillB already has a different record under "order-1": Amount is 5, not 6. Nothing was done now',
	'KillB’s quotation had already run out, at 2026-01-01T00:00:00.000Z',
	'The Key ID of the KernelHost credential is malformed: it is "kh_live_" followed by …',
	'This credential is only used below https://a.example, and the request goes to https://b.example/.',
	'Remove the option "Proxy": with it, a request with this credential could be read or changed on its way. …',
	'Remove the header "x-n8n-clock-offset": it is reserved for the nodes of this package. …',
	'The path of the URL is not clear: "/v1/..;/x". …',
	'The KernelHost API takes JSON only, and a signature needs the exact bytes before they are sent: …',
	'The list did not end after 1000 pages.',
	"KernelHost can't reach http://localhost:5678, the address of this n8n",
	'KillB already sends its events to https://a.example',
	"This n8n can't reach its own address https://a.example, to which the sample has to be sent",
	'This version of the node has no operation "fly" of "server"',
	'The credential has no webhook secret',
	'This n8n is too old for this node',
	'n8n gave this trigger no address',
	'KillB answered HTTP 418',
];

describe('the troubleshooting page', () => {
	it.each([...new Set([...MESSAGES, ...OF_THE_NODES])])('has an entry for: %s', (message) => {
		expect(anchors).toContain(entryFor(message));
	});

	it.each([FIELD_ENTRY, MAXIMUM_ENTRY, ID_ENTRY, UNKNOWN_ENTRY])('has the entry %s', (entry) => {
		expect(anchors).toContain(entry);
	});

	it.each([
		[
			killB.explainKillB(418, {}, answer({ errorCode: 'TEA.0001', message: 'I am a teapot' }))
				.entry,
		],
		[kernelHost.explainKernelHost(418, {}, answer({ title: 'I am a teapot' })).entry],
	])('has the entry %s for undocumented vendor behaviour', (entry) => {
		expect(anchors).toContain(entry);
	});

	it('fails the check for a message without an entry', () => {
		expect(anchors).not.toContain(entryFor('KernelHost is on holiday'));
	});

	it('has no two entries with the same anchor, which GitHub would number', () => {
		expect(new Set(anchors).size).toBe(anchors.length);
	});

	it('is the target of the error links, in the repository that package.json names', () => {
		const { url } = manifest.repository;
		expect(helpUrl('here')).toBe(
			`${url.replace(/\.git$/, '')}/blob/main/docs/troubleshooting.md#here`,
		);
	});
});

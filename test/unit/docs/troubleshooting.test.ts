import { readFileSync } from 'node:fs';
import path from 'node:path';
import { foreignRemedy, redirectRemedy } from '../../../core/http/explanation';
import * as kernelHost from '../../../core/kernelhost/remedies';
import { loginFailure } from '../../../core/killb/loginFailure';
import * as killB from '../../../core/killb/remedies';
import { explainNoAnswer, limitUsedUp } from '../../../nodes/shared/unanswered';
import { NoAnswer } from '../../../nodes/shared/transport';

const PAGE = readFileSync(path.join(__dirname, '../../../docs/troubleshooting.md'), 'utf8');

const headings = [...PAGE.matchAll(/^#### (.+)$/gm)].map(([, heading = '']) => heading);

/** Whether a message begins with the words of a heading, in which … stands for anything. */
const hasEntry = (message: string) =>
	headings.some((heading) => {
		const parts = heading.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${parts.join('.+')}`).test(message);
	});

const messagesOf = (table: object) =>
	Object.values(table).map(({ message }: { message: string }) => message);

const login = (status: number, body: unknown = {}) => loginFailure({ status, body }, 0).message;

const MESSAGES = [
	...[kernelHost.REASONS, kernelHost.TYPES, killB.CODES, killB.STATUSES].flatMap(messagesOf),
	...['KernelHost', 'KillB'].flatMap((service) => [
		redirectRemedy(service, '', '').message,
		foreignRemedy(service, 418, '').message,
		limitUsedUp(service, 1000).message,
		explainNoAnswer(service, new NoAnswer('', 'ECONNREFUSED', undefined)).message,
		explainNoAnswer(service, new NoAnswer('', 'ECONNRESET', undefined)).message,
	]),
	...[200, 302, 400, 401, 404, 429, 503].map((status) => login(status)),
];

describe('the page about errors', () => {
	it.each([...new Set(MESSAGES)])('has an entry for: %s', (message) => {
		expect(hasEntry(message)).toBe(true);
	});

	it('would be found to lack one for a message that is not on it', () => {
		expect(hasEntry('KernelHost is on holiday')).toBe(false);
	});

	it('has no two entries of the same place and words', () => {
		const underTheirChapter = PAGE.split(/^## /m).flatMap((chapter, index) =>
			[...chapter.matchAll(/^#### (.+)$/gm)].map(([, heading = '']) => `${index} ${heading}`),
		);
		expect(new Set(underTheirChapter).size).toBe(underTheirChapter.length);
	});
});

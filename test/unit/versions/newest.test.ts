import { newerThan, reasonIn } from '../../../versions/newest';

describe('the versions of n8n to try', () => {
	it('are those above the one that is used, newest first, by number and not by letter', () => {
		const published = ['2.9.0', '2.41.1', '2.41.3', '2.100.0', '2.42.0'];
		expect(newerThan('2.41.1', published)).toEqual(['2.100.0', '2.42.0', '2.41.3']);
	});

	it('do not include previews', () => {
		expect(newerThan('2.41.1', ['2.42.0-beta.1', '2.42.0-exp.0'])).toEqual([]);
	});
});

describe('why npm could not install', () => {
	it('is the line that says what is wrong, without the code and the place of the log', () => {
		const output = [
			'npm warn something',
			'npm error code ETARGET',
			'npm error notarget No matching version found for @n8n/agents@0.27.2.',
			'npm error A complete log of this run can be found in: …',
		].join('\n');
		expect(reasonIn(output)).toBe('notarget No matching version found for @n8n/agents@0.27.2.');
	});

	it('is unknown if npm says nothing', () => {
		expect(reasonIn('')).toBe('unknown');
	});
});

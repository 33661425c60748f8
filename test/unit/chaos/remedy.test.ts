import { missingRemedy } from '../../chaos/remedy';

const HELPFUL = { message: 'KillB refused the login', description: 'Check the password.' };

describe('what is missing in an error', () => {
	it('is nothing where it says what happened and what to do', () => {
		expect(missingRemedy(HELPFUL, false)).toBeUndefined();
	});

	it.each([
		[{ message: '', description: 'Check the password.' }, 'the message says nothing'],
		[
			{ message: 'Request failed for undefined', description: 'Check it.' },
			'the message says nothing',
		],
		[{ ...HELPFUL, description: ' ' }, 'there is no description'],
		[{ ...HELPFUL, description: 'It went wrong. (HTTP 500)' }, 'it does not say what to do'],
		[{ ...HELPFUL, description: 'KillB said: “Check it”' }, 'it does not say what to do'],
	])('is told of %j', (error, missing) => {
		expect(missingRemedy(error, false)).toBe(missing);
	});

	it('is that nobody knows whether a write was carried out, where nobody does', () => {
		expect(missingRemedy(HELPFUL, true)).toBe('it does not say that it may have been carried out');
		const description = 'Whether it was carried out is not known. Look there.';
		expect(missingRemedy({ ...HELPFUL, description }, true)).toBeUndefined();
	});
});

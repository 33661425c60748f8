import { missingRemedy } from '../../chaos/remedy';

const HELPFUL = { message: 'KillB rejected the login', description: 'Check the password.' };

describe('the missing parts of an error', () => {
	it('are none if it says what happened and what to do', () => {
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
	])('are found in %j', (error, missing) => {
		expect(missingRemedy(error, false)).toBe(missing);
	});

	it('include the unknown outcome of a write, if it is unknown', () => {
		expect(missingRemedy(HELPFUL, true)).toBe('it does not say that it may have been carried out');
		const description = 'KillB may or may not have processed this request. Check there.';
		expect(missingRemedy({ ...HELPFUL, description }, true)).toBeUndefined();
	});
});

import { KillBSandbox } from '../../support/killb/killBSandbox';
import { PERSON_FORM } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

/** The person that was sent. The workflow's time zone is n8n's default, America/New_York. */
async function sent(parameters: object) {
	const { error } = await sandbox.run('user.create', { ...PERSON_FORM, ...parameters });
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	const [body] = sandbox.bodies('POST', '/api/v2/users') as Array<{ data: object }>;
	return body?.data;
}

it('a Date in a birthday is the calendar day in the workflow’s time zone', async () => {
	const dateOfBirth = '={{ new Date("1992-01-31T05:00:00Z") }}';
	expect(await sent({ dateOfBirth })).toMatchObject({ dateOfBirth: '1992-01-31' });
});

it('a DateTime in a birthday is its calendar day', async () => {
	const dateOfBirth = '={{ DateTime.fromISO("1992-01-31T00:00").plus({ hours: 23 }) }}';
	expect(await sent({ dateOfBirth })).toMatchObject({ dateOfBirth: '1992-01-31' });
});

it('$now and a Date in a text are ISO 8601', async () => {
	const data = await sent({
		city: '={{ $now }}',
		state: '={{ new Date("2026-01-02T03:04:05Z") }}',
	});
	expect(data).toMatchObject({
		address: {
			city: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}-0[45]:00$/),
			state: '2026-01-01T22:04:05.000-05:00',
		},
	});
});

it('a day that does not exist is refused before anything is sent', async () => {
	const { error } = await sandbox.run('user.create', {
		...PERSON_FORM,
		dateOfBirth: '1992-02-31',
	});
	expect(error?.message).toBe(
		'Date of Birth is 1992-02-31, which does not exist: that month has fewer days',
	);
	expect(sandbox.ownRequests()).toEqual([]);
});

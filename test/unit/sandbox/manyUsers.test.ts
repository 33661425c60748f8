import { startSandbox, type Sandbox } from '../../../sandbox';
import { control, killb, logIn } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

describe('many users at once', () => {
	test('are listed by ID after the existing ones, and each can be read', async () => {
		const { status, data } = await control(sandbox, 'POST', '/users', { count: 250 });
		expect([status, new Set(data.ids).size]).toEqual([201, 250]);
		const { accessToken: token } = await logIn(sandbox);
		const page = await killb(sandbox, 'GET', '/users?type=PERSON&page=3&limit=100', { token });
		expect(page.data.totalPage).toBe(3);
		expect(page.data.users.map(({ id }: { id: string }) => id)).toEqual(data.ids.slice(199));
		const one = await killb(sandbox, 'GET', `/users/${data.ids[7]}`, { token });
		expect(one.data).toMatchObject({ id: data.ids[7], type: 'PERSON', active: true });
		const emails = page.data.users.map((user: { data: { email: string } }) => user.data.email);
		expect(new Set(emails).size).toBe(51);
	});

	test.each([{}, { count: 0 }, { count: 1.5 }, { count: 2, status: 'ACTIVE' }])(
		'are not created for %j',
		async (body) => {
			expect((await control(sandbox, 'POST', '/users', body)).status).toBe(400);
		},
	);
});

import { N8nClient } from '../../support/n8n/n8nClient';

describe('the executions listed by the real n8n', () => {
	afterEach(() => jest.restoreAllMocks());

	it('appear once each, as ended, even if one ends while it is listed as running', async () => {
		const execution = (id: string, status: string) => ({ id, status, stoppedAt: null });
		const results = [
			execution('10', 'running'),
			execution('10', 'success'),
			execution('9', 'success'),
		];
		jest.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ data: { results } }));
		const listed = await new N8nClient('http://127.0.0.1:1').executions('w');
		expect(listed.map(({ id, status }) => `${id} ${status}`)).toEqual(['9 success', '10 success']);
	});
});

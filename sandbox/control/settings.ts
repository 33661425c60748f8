import type { FastifyInstance } from 'fastify';
import { settingsSchema, type SettingsSection } from '../settings';
import type { SandboxState } from '../state';

/** `GET /settings`, and `PUT /<section>` with the members to change: clock, tokens, scopes, limits and so on. */
export function settingsRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/settings', async () => state.settings);

	const changes = settingsSchema.deepPartial().shape;
	for (const section of Object.keys(settingsSchema.shape) as SettingsSection[]) {
		app.put(`/${section}`, async (request) =>
			state.update(section, changes[section].unwrap().parse(request.body) as never),
		);
	}
}

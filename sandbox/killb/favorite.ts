import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { CUSTOMER_ID } from './data';
import { schemaOf } from './facts';
import { findActiveUser } from './find-user';

/** `/users/favorite`: the customer's one favourite user (killb.md 3). */
export function favoriteRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/users/favorite', async () => {
		const { favoriteUserId, users } = state.killb;
		return {
			favoriteUserId,
			favoriteUser: favoriteUserId === null ? null : (users.get(favoriteUserId) ?? null),
		};
	});

	app.patch(
		'/users/favorite',
		{ schema: { body: schemaOf('SetFavoriteUserDto') } },
		async (request) => {
			const { userId = null } = request.body as { userId?: string | null };
			if (userId !== null) findActiveUser(state, userId);
			state.killb.favoriteUserId = userId;
			return { id: CUSTOMER_ID, favoriteUserId: userId, updatedAt: state.clock.iso() };
		},
	);
}

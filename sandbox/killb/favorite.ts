import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { schemaOf } from './facts';
import { CUSTOMER_ID } from './seededIds';
import { findActiveUser } from './userData';

/** `/users/favorite`: the customer's one favourite user (killb.md 3). */
export function favoriteRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get('/users/favorite', async () => {
		const { favoriteUserId, users } = sandbox.killb;
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
			if (userId !== null) findActiveUser(sandbox.killb.users, userId);
			sandbox.killb.favoriteUserId = userId;
			return { id: CUSTOMER_ID, favoriteUserId: userId, updatedAt: sandbox.killb.clock.iso() };
		},
	);
}

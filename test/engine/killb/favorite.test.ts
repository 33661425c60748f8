import type { INodeParameters } from 'n8n-workflow';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const set = async (parameters: INodeParameters, items = [{}]) =>
	await sandbox.run('user.setFavorite', parameters, { items });

describe('User: Set Favorite and Get Favorite', () => {
	it('chooses a user, shows it, and clears the choice', async () => {
		const chosen = await set({ favorite: 'user', userId: byId(SEEDED_USER_ID) });
		expect(chosen.items[0]?.json).toMatchObject({ favoriteUserId: SEEDED_USER_ID });
		const shown = await sandbox.run('user.getFavorite');
		expect(shown.items[0]?.json).toMatchObject({
			favoriteUserId: SEEDED_USER_ID,
			favoriteUser: { id: SEEDED_USER_ID },
		});
		const cleared = await set({ favorite: 'nobody' });
		expect(cleared.items[0]?.json).toMatchObject({ favoriteUserId: null });
		expect(sandbox.bodies('PATCH', '/users/favorite')).toEqual([
			{ userId: SEEDED_USER_ID },
			{ userId: null },
		]);
		const { items } = await sandbox.run('user.getFavorite');
		expect(items).toEqual([
			{ json: { favoriteUserId: null, favoriteUser: null }, pairedItem: { item: 0 } },
		]);
	});

	it('never clears the choice because an expression found no user', async () => {
		const { error } = await set({ favorite: 'user', userId: byId('={{ $json.nothing }}') });
		expect(error?.message).toBe(
			'User is empty: its expression {{ $json.nothing }} returned nothing',
		);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('explains that the user does not exist', async () => {
		const { error } = await set({ favorite: 'user', userId: byId('none') });
		expect(error?.message).toBe('KillB found no user with this ID');
	});
});

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { HasKillB, KillB } from '../killb/killB';
import type { User } from '../killb/userData';

const usersBody = z.object({ count: z.number().int().positive().max(1_000_000) }).strict();
const revokeBody = z.object({ what: z.enum(['all', 'refresh']).default('all') }).strict();

/**
 * Controls that only KillB has. `POST /users` with `{count}`: creates so many users at once, for
 * lists as long as real ones, without webhooks. `POST /tokens/revoke` with `{what}` revokes tokens,
 * `POST /tokens/expire` expires access tokens. `GET /mails`: the e-mails that KillB would have
 * sent.
 */
export function killbRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post('/users', async (request, reply) => {
		const { killb } = sandbox;
		const { count } = usersBody.parse(request.body);
		const first = killb.users.size + 1;
		const ids = Array.from({ length: count }, (_, index) => addPerson(killb, first + index).id);
		return await reply.code(201).send({ ids });
	});

	app.post('/tokens/revoke', async (request) => {
		const { what } = revokeBody.parse(request.body ?? {});
		sandbox.killb.sessions.revoke(what);
		return { revoked: what };
	});

	app.post('/tokens/expire', async () => {
		sandbox.killb.sessions.expire();
		return { expired: 'access' };
	});

	app.get('/mails', async () => sandbox.killb.logins.mails);
}

function addPerson(killb: KillB, number: number): User {
	return killb.addUser('PERSON', {
		firstName: 'Persona',
		lastName: `Número ${number}`,
		dateOfBirth: '1990-04-12',
		email: `persona.${number}@sandbox.example`,
		phone: `+57300${String(number).padStart(7, '0')}`,
		address: {
			street1: `Calle ${number} # 5-51`,
			city: 'Bogotá',
			state: 'Cundinamarca',
			zipCode: '110311',
			countryCode: 'CO',
		},
		document: {
			type: 'NUIP',
			number: String(1_000_000_000 + number),
			issuedCountryCode: 'CO',
		},
	});
}

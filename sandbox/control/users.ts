import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { User } from '../killb/data';
import type { SandboxState } from '../state';

const bodySchema = z.object({ count: z.number().int().positive().max(1_000_000) }).strict();

/** `POST /users` with `{count}`: so many more KillB users at once, for lists as long as real ones. They send no webhook. */
export function manyUserRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/users', async (request, reply) => {
		const { count } = bodySchema.parse(request.body);
		const first = state.killb.users.size + 1;
		const ids = Array.from({ length: count }, (_, index) => addPerson(state, first + index).id);
		return await reply.code(201).send({ ids });
	});
}

function addPerson(state: SandboxState, number: number): User {
	return state.killb.addUser('PERSON', {
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

import ts from 'typescript';
import type { OpenApiDocument, OpenApiOperation, Schema } from './openApi';

/**
 * Reconstructs the OpenAPI document from the types in KillB's SDK (`src/types/schema.ts`, generated
 * by openapi-typescript): the same operations, parameters and members. The types lack formats and
 * lengths.
 * @throws Error for a file without `paths`
 */
export function documentOfTypes(file: string): OpenApiDocument {
	const program = ts.createProgram([file], { strict: true, noResolve: true });
	const source = program.getSourceFile(file);
	const checker = program.getTypeChecker();
	const declaration = source?.statements.find(
		(statement): statement is ts.InterfaceDeclaration =>
			ts.isInterfaceDeclaration(statement) && statement.name.text === 'paths',
	);
	if (!declaration) throw new Error(`${file} has no interface "paths"`);
	return new Reader(checker, declaration).document();
}

const SIMPLE = ['string', 'number', 'boolean', 'null'];

class Reader {
	/** One per type, so that recursive types end. */
	private readonly schemas = new Map<ts.Type, Schema>();

	constructor(
		private readonly checker: ts.TypeChecker,
		private readonly paths: ts.InterfaceDeclaration,
	) {}

	document(): OpenApiDocument {
		const paths: OpenApiDocument['paths'] = {};
		for (const [path, methods] of this.membersOf(this.checker.getTypeAtLocation(this.paths))) {
			paths[path] = {};
			for (const [method, { type }] of this.membersOf(methods.type)) {
				if (method !== 'parameters' && !isNothing(type)) paths[path][method] = this.operation(type);
			}
		}
		return { paths };
	}

	private operation(type: ts.Type): OpenApiOperation {
		const parts = new Map(this.membersOf(type));
		const parameters = this.under(parts.get('parameters')).flatMap(([place, { type: members }]) =>
			isNothing(members)
				? []
				: this.membersOf(members).map(([name, member]) => ({
						name,
						in: place,
						required: !member.isOptional,
						schema: this.schema(member.type),
					})),
		);
		const responses = this.under(parts.get('responses')).map(
			([status, { type: answer }]) => [status, { content: this.contentIn(answer) }] as const,
		);
		const body = parts.get('requestBody');
		return {
			parameters,
			...(body && !isNothing(body.type)
				? { requestBody: { content: this.contentIn(body.type) } }
				: {}),
			responses: Object.fromEntries(responses),
		};
	}

	private contentIn(type: ts.Type) {
		const content = this.membersOf(type).find(([name]) => name === 'content')?.[1];
		return Object.fromEntries(
			this.under(content).map(([mediaType, body]) => [
				mediaType,
				{ schema: this.schema(body.type) },
			]),
		);
	}

	private under(member: Member | undefined): Array<[string, Member]> {
		return member && !isNothing(member.type) ? this.membersOf(member.type) : [];
	}

	private membersOf(type: ts.Type): Array<[string, Member]> {
		const there = this.checker.getNonNullableType(type);
		return this.checker.getPropertiesOfType(there).map((symbol) => {
			const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
			return [symbol.name, { type: this.checker.getTypeOfSymbol(symbol), isOptional }];
		});
	}

	private schema(type: ts.Type): Schema {
		const [only, other] = partsOf(type);
		// The object itself and not a copy: it may be incomplete and have no members yet.
		if (only && !other && only !== type) return this.schema(only);
		const known = this.schemas.get(type);
		if (known) return known;
		const schema: Schema = {};
		this.schemas.set(type, schema);
		return Object.assign(schema, this.described(type));
	}

	private described(type: ts.Type): Schema {
		if (type.flags & ts.TypeFlags.StringLike && !type.isStringLiteral()) return { type: 'string' };
		if (type.flags & ts.TypeFlags.NumberLike && !type.isNumberLiteral()) return { type: 'number' };
		if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
		if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
		if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
		if (type.isUnion()) return this.union(type);
		if (type.isIntersection()) return { allOf: type.types.map((part) => this.schema(part)) };
		if (this.checker.isArrayType(type)) {
			const [items] = this.checker.getTypeArguments(type as ts.TypeReference);
			return { type: 'array', items: items ? this.schema(items) : {} };
		}
		if (!(type.flags & ts.TypeFlags.Object)) return {};
		const members = this.membersOf(type);
		return {
			type: 'object',
			required: members.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
			properties: Object.fromEntries(
				members.map(([name, { type: of }]) => [name, this.schema(of)]),
			),
		};
	}

	private union(type: ts.Type): Schema {
		const schemas = partsOf(type).map((part) => this.schema(part));
		const names = schemas.map((schema) => schema.type);
		if (names.every((name) => typeof name === 'string' && SIMPLE.includes(name))) {
			return { type: [...new Set(names as string[])] };
		}
		if (schemas.every((schema) => schema.enum))
			return { enum: schemas.flatMap((schema) => schema.enum) };
		return { anyOf: schemas };
	}
}

interface Member {
	type: ts.Type;
	isOptional: boolean;
}

/** Returns the parts of a union. The `?` says whether a member is optional, not its type. */
function partsOf(type: ts.Type): ts.Type[] {
	return type.isUnion() ? type.types.filter((part) => !isNothing(part)) : [type];
}

/** Whether a type is `never`: `?: never` means that there is none. */
function isNothing(type: ts.Type): boolean {
	return (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
}

import { AwsError } from '../../kernel/errors.ts';

export class NotFound extends AwsError {
  constructor(message: string) {
    super('NotFoundException', message, 404);
  }
}

export class BadRequest extends AwsError {
  constructor(message: string) {
    super('BadRequestException', message, 400);
  }
}

export class Conflict extends AwsError {
  constructor(message: string) {
    super('ConflictException', message, 409);
  }
}

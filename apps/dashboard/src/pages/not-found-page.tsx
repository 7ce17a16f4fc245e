import { Link } from '@tanstack/react-router';

export function NotFoundPage() {
  return (
    <>
      <h1>There is no page at this address</h1>
      <p className="lead">
        It may have been typed by hand or moved.{' '}
        <Link to="/questions" className="text-link">
          All questions
        </Link>
      </p>
    </>
  );
}

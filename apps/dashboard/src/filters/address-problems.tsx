import { useView } from '../use-view.ts';

/** What of the address could not be used. */
export function AddressProblems() {
  const { problems, change } = useView();
  if (problems.length === 0) return null;
  return (
    <div className="notice mb-5" role="status">
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      <button type="button" className="text-link mt-1" onClick={() => change({}, { replace: true })}>
        Clean the address
      </button>
    </div>
  );
}

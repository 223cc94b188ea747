namespace ClvPredict.Models.MlNet;

/// <summary>
/// A chain laid out for one row at a time: every column is a place in an array, so that a row costs no allocation. The
/// numbers are those of <see cref="TransformerChain.Apply"/>, bit for bit. Reuses its memory; not safe for concurrent use.
/// </summary>
internal sealed class ChainRow
{
    private readonly List<Action> _steps = [];
    private readonly Dictionary<string, Memory<float>> _columns = new(StringComparer.Ordinal);

    /// <summary>Lays a chain out.</summary>
    /// <exception cref="ModelPackageException">It has a step that a chain of ClvPredict does not have.</exception>
    public ChainRow(MlNetModel model)
    {
        foreach (var name in model.InputColumns)
            _columns[name] = new float[1];
        foreach (var step in model.Chain.Steps)
            Add(step);
    }

    /// <summary>The place of a column: an input before <see cref="Run"/>, a result after it.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Memory<float> Column(string name) =>
        _columns.TryGetValue(name, out var column)
            ? column
            : throw new ArgumentException($"The chain has no column \"{name}\".", nameof(name));

    /// <summary>Computes all columns from the inputs.</summary>
    public void Run()
    {
        foreach (var step in _steps)
            step();
    }

    private void Add(TransformStep step)
    {
        switch (step)
        {
            case Concatenate concatenate:
                foreach (var column in concatenate.Columns)
                    Add(column);
                break;
            case CopyColumns copy:
                // Every step writes to a place of its own, so a copy can share that of its source.
                foreach (var pair in copy.Pairs)
                    _columns[pair.Output] = Column(pair.Input);
                break;
            case RegressionPredictor trees:
                Add(trees);
                break;
            case ExpressionStep expression:
                foreach (var column in expression.Columns)
                    Add(column);
                break;
            default:
                throw new ModelPackageException(
                    $"A {step.GetType().Name} cannot be computed for one customer at a time; score a batch."
                );
        }
    }

    private void Add(ConcatenatedColumn column)
    {
        Memory<float>[] sources = [.. column.Sources.Select(s => Column(s.Name))];
        Memory<float> vector = new float[sources.Sum(s => s.Length)];
        _columns[column.Output] = vector;
        _steps.Add(() =>
        {
            var rest = vector.Span;
            foreach (var source in sources)
            {
                source.Span.CopyTo(rest);
                rest = rest[source.Length..];
            }
        });
    }

    private void Add(RegressionPredictor predictor)
    {
        var features = Column(predictor.FeatureColumn);
        var compiled = predictor.Compiled;
        var score = new float[1];
        _columns["Score"] = score;
        _steps.Add(() => score[0] = compiled.ScoreOf(compiled.RawScore(features.Span)));
    }

    private void Add(ExpressionColumn column)
    {
        ReadOnlyMemory<float>[] inputs = [.. column.Inputs.Select(name => Column(name))];
        var result = new float[1];
        _columns[column.Output] = result;
        _steps.Add(() => column.Program.Run(inputs, result));
    }
}

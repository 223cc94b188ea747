namespace ClvPredict.Training.Btyd;

/// <summary>
/// The log-likelihood of a model over <see cref="CustomerRuns"/>, split into what depends on the count alone (once a
/// run) and the sums over rows (once a piece, in blocks that threads share).
/// </summary>
internal abstract class RunLikelihood(CustomerRuns runs, int threads) : Likelihood
{
    /// <inheritdoc/>
    public override int Customers => Runs.Customers;

    /// <summary>The customers.</summary>
    protected CustomerRuns Runs { get; } = runs;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var total = new double[1 + ParameterCount];
        foreach (var (count, customers) in Runs.Counts)
            AddRun(parameters, count, customers, total);

        var values = parameters.ToArray();
        var partial = new double[Runs.Blocks.Length][];
        if (threads == 1 || partial.Length == 1)
        {
            for (var block = 0; block < partial.Length; block++)
                partial[block] = SumBlock(values, block);
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Parallel.For(
                0,
                partial.Length,
                options,
                block => partial[block] = SumBlock(values, block)
            );
        }
        foreach (var sums in partial)
        {
            for (var i = 0; i < total.Length; i++)
                total[i] += sums[i];
        }
        total.AsSpan(1).CopyTo(gradient);
        return total[0];
    }

    /// <summary>
    /// Adds what depends on the count alone for a run of customers: value at 0, derivatives with respect to the logs
    /// of the parameters from 1.
    /// </summary>
    protected abstract void AddRun(
        ReadOnlySpan<double> parameters,
        double count,
        double customers,
        Span<double> total
    );

    /// <summary>Adds the rest, summed over the rows of a piece, in the same layout.</summary>
    protected abstract void AddPiece(
        ReadOnlySpan<double> parameters,
        CustomerRuns.Piece piece,
        Span<double> total
    );

    private double[] SumBlock(double[] parameters, int block)
    {
        var total = new double[1 + ParameterCount];
        var (from, to) = Runs.Blocks[block];
        for (var i = from; i < to; i++)
            AddPiece(parameters, Runs.Pieces[i], total);
        return total;
    }
}

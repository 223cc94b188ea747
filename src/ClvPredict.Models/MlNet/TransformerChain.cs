using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Steps that run one after the other on the same columns.</summary>
/// <param name="Steps">The steps in order.</param>
public sealed record TransformerChain(ImmutableArray<TransformStep> Steps) : TransformStep
{
    /// <summary>A chain of some steps.</summary>
    public static TransformerChain Of(params ReadOnlySpan<TransformStep> steps) => new([.. steps]);

    /// <summary>Runs the steps on the columns of a batch and adds the columns they make to it.</summary>
    /// <param name="batch">Has the columns the chain needs.</param>
    /// <param name="maxThreads">At least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked between steps and within long ones.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong kind or length.</exception>
    public void Apply(
        ColumnBatch batch,
        int maxThreads = 1,
        CancellationToken cancellationToken = default
    ) => Run(batch, maxThreads, cancellationToken);

    internal override void Declare(ColumnFlow flow)
    {
        foreach (var step in Scoring)
            step.Declare(flow);
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        foreach (var step in Scoring)
        {
            cancellationToken.ThrowIfCancellationRequested();
            step.Run(batch, maxThreads, cancellationToken);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Bytes.Int32(Steps.Length);
        for (int i = 0; i < Steps.Length; i++)
        {
            block.Bytes.Int32(Steps[i].Scope);
            Steps[i].Write(entries, ModelEntries.Sub(directory, "Transform_", i));
        }
        entries.AddKey(directory, ModelComponent.Chain, block);
    }

    internal static TransformerChain Read(ModelDirectory directory)
    {
        var block = directory.Expect(ModelComponent.Chain).Block;
        int count = block.Count(4, "steps");
        var steps = ImmutableArray.CreateBuilder<TransformStep>();
        for (int i = 0; i < count; i++)
        {
            int scope = block.Int32();
            var folder = directory.Sub("Transform_", i);
            steps.Add(StepReader.Read(folder, $"step {i} ({folder.Path})") with { Scope = scope });
        }
        block.End();
        return new TransformerChain(steps.ToImmutable());
    }

    private IEnumerable<TransformStep> Scoring => Steps.Where(s => (s.Scope & ScoringScope) != 0);
}

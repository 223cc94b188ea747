using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Gives columns further names.</summary>
/// <param name="Pairs">New name and source of each copy.</param>
public sealed record CopyColumns(ImmutableArray<ColumnPair> Pairs) : TransformStep
{
    /// <summary>One copy.</summary>
    public static CopyColumns Of(string output, string input) =>
        new([new ColumnPair(output, input)]);

    internal override void Declare(ColumnFlow flow)
    {
        foreach (var pair in Pairs)
            flow.Copy(pair);
    }

    /// <summary>
    /// A source that is absent is passed over: models from the field copy the label, which nobody has at scoring time.
    /// </summary>
    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        foreach (var pair in Pairs)
        {
            if (batch.Contains(pair.Input))
                batch.Copy(pair);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Pairs(Pairs);
        entries.AddKey(directory, ModelComponent.CopyColumns, block);
    }

    internal static CopyColumns Read(ModelDirectory directory)
    {
        var pairs = directory.Expect(ModelComponent.CopyColumns).Pairs();
        directory.Block.End();
        return new CopyColumns(pairs);
    }
}

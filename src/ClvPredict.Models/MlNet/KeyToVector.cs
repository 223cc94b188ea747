using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Replaces a key by an indicator vector: 1 at the key's place, 0 elsewhere; all 0 for key 0.</summary>
/// <param name="Pairs">Output and input of each column.</param>
public sealed record KeyToVector(ImmutableArray<ColumnPair> Pairs) : TransformStep
{
    /// <summary>Per pair: whether ML.NET would count keys of a vector. Informational: single keys give the same.</summary>
    public ImmutableArray<byte> CountsKeys { get; init; } =
    [.. Enumerable.Repeat((byte)0, Pairs.Length)];

    internal override void Declare(ColumnFlow flow)
    {
        foreach (var pair in Pairs)
            flow.Make(pair.Output, ColumnKind.Vector, flow.Use(pair.Input, ColumnKind.Key).Width);
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        foreach (var pair in Pairs)
        {
            var keys = batch.Keys(pair.Input, out int width);
            var vectors = batch.NewVectors(width);
            for (int r = 0; r < keys.Length; r++)
            {
                if (keys[r] > 0)
                    vectors[r * width + keys[r] - 1] = 1;
            }
            batch.SetVectors(pair.Output, width, vectors);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Pairs(Pairs);
        block.Bytes.Values(CountsKeys);
        entries.AddKey(directory, ModelComponent.KeyToVector, block);
    }

    internal static KeyToVector Read(ModelDirectory directory)
    {
        var pairs = directory.Expect(ModelComponent.KeyToVector).Pairs();
        var counts = directory.Block.Array<byte>(pairs.Length, "flags");
        directory.Block.End();
        return new KeyToVector(pairs) { CountsKeys = counts };
    }
}

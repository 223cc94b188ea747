using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Replaces missing numbers (NaN).</summary>
/// <param name="Columns">The columns made.</param>
public sealed record ReplaceMissingValues(ImmutableArray<ReplacedColumn> Columns) : TransformStep
{
    internal override void Declare(ColumnFlow flow)
    {
        foreach (var column in Columns)
        {
            var input = column.IsPerSlot
                ? flow.Use(column.Pair.Input, ColumnKind.Vector, column.Values.Length)
                : flow.UseNumeric(column.Pair.Input);
            flow.Make(column.Pair.Output, input.Kind, input.Width);
        }
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        foreach (var column in Columns)
        {
            if (batch.Find(column.Pair.Input) is { Kind: ColumnKind.Vector, Width: var width })
            {
                var values = batch.VectorMemory(column.Pair.Input, width).ToArray();
                Replace(
                    values,
                    column.IsPerSlot ? column.Values.AsSpan() : Repeat(column.Values[0], width)
                );
                batch.SetVectors(column.Pair.Output, width, values);
            }
            else
            {
                var values = batch.NumberMemory(column.Pair.Input).ToArray();
                Replace(values, column.Values.AsSpan());
                batch.SetNumbers(column.Pair.Output, values);
            }
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Pairs(Columns.Select(c => c.Pair));
        foreach (var column in Columns)
        {
            if (!column.IsPerSlot)
            {
                ColumnType.Number.Write(block.Bytes);
                block.Bytes.Single(column.Values[0]);
                continue;
            }
            ColumnType.Vector(column.Values.Length).Write(block.Bytes);
            block.Bytes.Int32(1); // one vector
            block.Bytes.Int32(column.Values.Length);
            block.Bytes.Int32(-1); // dense
            block.Bytes.Int32(0); // so no indices
            block.Bytes.Values(column.Values);
        }
        entries.AddKey(directory, ModelComponent.ReplaceMissing, block);
    }

    internal static ReplaceMissingValues Read(ModelDirectory directory)
    {
        var pairs = directory.Expect(ModelComponent.ReplaceMissing).Pairs();
        var columns = ImmutableArray.CreateBuilder<ReplacedColumn>(pairs.Length);
        foreach (var pair in pairs)
        {
            var type = ColumnType.Read(directory.Block);
            if (type.Equals(ColumnType.Number))
                columns.Add(new ReplacedColumn(pair, [directory.Block.Single()], IsPerSlot: false));
            else if (type.SingleVectorLength is { } length)
                columns.Add(
                    new ReplacedColumn(pair, ReadVector(directory.Block, length), IsPerSlot: true)
                );
            else
                throw directory.Block.Unsupported(
                    $"it replaces values of type {ZipReader.Quote(type.Codec)}"
                );
        }
        directory.Block.End();
        return new ReplaceMissingValues(columns.MoveToImmutable());
    }

    /// <summary>One vector in the layout of a block of vectors, dense or sparse.</summary>
    private static ImmutableArray<float> ReadVector(ByteReader block, int length)
    {
        if (block.Int32() != 1 || block.Int32() != length)
            throw block.Fault($"it does not hold one vector of {length}");
        int count = block.Int32();
        var indices = block.Array<int>("indices");
        if (count < 0)
            return block.Array<float>(length, "replacements");
        if (
            indices.Length != count
            || indices.Any(i => (uint)i >= (uint)length)
            || length > ColumnFlow.MaxWidth
        )
            throw block.Fault($"a sparse vector of {length} has {count} values");
        var given = block.Array<float>(count, "replacements");
        var values = new float[length];
        for (int i = 0; i < count; i++)
            values[indices[i]] = given[i];
        return [.. values];
    }

    private static float[] Repeat(float value, int count)
    {
        var values = new float[count];
        values.AsSpan().Fill(value);
        return values;
    }

    private static void Replace(Span<float> values, ReadOnlySpan<float> replacements)
    {
        int slot = 0;
        foreach (ref float value in values)
        {
            if (float.IsNaN(value))
                value = replacements[slot];
            if (++slot == replacements.Length)
                slot = 0;
        }
    }
}

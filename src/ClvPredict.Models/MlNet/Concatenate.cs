using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Puts numbers and vectors side by side into vectors.</summary>
/// <param name="Columns">The columns made.</param>
public sealed record Concatenate(ImmutableArray<ConcatenatedColumn> Columns) : TransformStep
{
    /// <summary>Rows written per pass, so that the part of the output at hand stays in the cache.</summary>
    private const int BlockRows = 256;

    /// <summary>One vector column of some sources, in their order.</summary>
    public static Concatenate Of(string output, IEnumerable<string> sources) =>
        new([new ConcatenatedColumn(output, [.. sources.Select(s => new ConcatenatedSource(s))])]);

    internal override void Declare(ColumnFlow flow)
    {
        foreach (var column in Columns)
        {
            long width = 0;
            foreach (var source in column.Sources)
                width += flow.UseNumeric(source.Name).Width;
            flow.Make(column.Output, ColumnKind.Vector, width);
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
            var sources = column.Sources.Select(s => Source(batch, s.Name)).ToArray();
            int width = sources.Sum(s => s.Width);
            var output = batch.NewVectors(width);
            for (int start = 0; start < batch.RowCount; start += BlockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int rows = Math.Min(BlockRows, batch.RowCount - start);
                int first = 0;
                foreach (var (values, sourceWidth) in sources)
                {
                    CopyRows(
                        values.Span.Slice(start * sourceWidth, rows * sourceWidth),
                        sourceWidth,
                        output.AsSpan(start * width, rows * width)[first..],
                        width
                    );
                    first += sourceWidth;
                }
            }
            batch.SetVectors(column.Output, width, output);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Bytes.Int32(Columns.Length);
        foreach (var column in Columns)
        {
            block.Text(column.Output);
            block.Bytes.Int32(column.Sources.Length);
            foreach (var source in column.Sources)
            {
                block.Text(source.Name);
                block.Text(source.Alias);
            }
        }
        entries.AddKey(directory, ModelComponent.Concatenate, block);
    }

    internal static Concatenate Read(ModelDirectory directory)
    {
        var block = directory.Expect(ModelComponent.Concatenate).Block;
        int count = block.Count(8, "columns");
        var columns = ImmutableArray.CreateBuilder<ConcatenatedColumn>(count);
        for (int i = 0; i < count; i++)
        {
            var output = directory.Text();
            int sourceCount = block.Count(8, "sources");
            var sources = ImmutableArray.CreateBuilder<ConcatenatedSource>(sourceCount);
            for (int s = 0; s < sourceCount; s++)
                sources.Add(new ConcatenatedSource(directory.Text(), directory.TextOrNull()));
            columns.Add(new ConcatenatedColumn(output, sources.MoveToImmutable()));
        }
        block.End();
        return new Concatenate(columns.MoveToImmutable());
    }

    private static (ReadOnlyMemory<float> Values, int Width) Source(
        ColumnBatch batch,
        string name
    ) =>
        batch.Find(name) is { Kind: ColumnKind.Vector, Width: var width }
            ? (batch.VectorMemory(name, width), width)
            : (batch.NumberMemory(name), 1);

    private static void CopyRows(
        ReadOnlySpan<float> source,
        int sourceWidth,
        Span<float> output,
        int width
    )
    {
        int to = 0;
        if (sourceWidth == 1)
        {
            foreach (float value in source)
            {
                output[to] = value;
                to += width;
            }
            return;
        }
        for (int from = 0; from < source.Length; from += sourceWidth)
        {
            source.Slice(from, sourceWidth).CopyTo(output[to..]);
            to += width;
        }
    }
}

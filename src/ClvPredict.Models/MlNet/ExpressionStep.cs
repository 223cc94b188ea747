using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Computes columns from columns of numbers.</summary>
/// <param name="Columns">The columns made.</param>
public sealed record ExpressionStep(ImmutableArray<ExpressionColumn> Columns) : TransformStep
{
    /// <summary>ML.NET's number for float32 inputs.</summary>
    private const int SingleInput = 8;

    /// <summary>One computed column; see <see cref="ExpressionColumn"/>.</summary>
    public static ExpressionStep Of(
        string output,
        string expression,
        params ImmutableArray<string> inputs
    ) => new([new ExpressionColumn(output, expression, inputs)]);

    internal override void Declare(ColumnFlow flow)
    {
        foreach (var column in Columns)
        {
            foreach (var input in column.Inputs)
                flow.Use(input, ColumnKind.Number);
            flow.Make(column.Output, ColumnKind.Number);
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
            var inputs = column.Inputs.Select(batch.NumberMemory).ToArray();
            var values = new float[batch.RowCount];
            column.Program.Run(inputs, values);
            batch.SetNumbers(column.Output, values);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Bytes.Int32(Columns.Length);
        foreach (var column in Columns)
        {
            block.Bytes.Int32(column.Inputs.Length);
            foreach (var input in column.Inputs)
                block.Text(input);
            block.Text(column.Expression);
            block.Text(column.Output);
            block.Bytes.Int32(-1); // no vector among the inputs
            foreach (var _ in column.Inputs)
                block.Bytes.Int32(SingleInput);
        }
        entries.AddKey(directory, ModelComponent.Expression, block);
    }

    internal static ExpressionStep Read(ModelDirectory directory)
    {
        var block = directory.Expect(ModelComponent.Expression).Block;
        int count = block.Count(16, "columns");
        var columns = ImmutableArray.CreateBuilder<ExpressionColumn>(count);
        for (int i = 0; i < count; i++)
        {
            int inputCount = block.Count(8, "inputs");
            var inputs = ImmutableArray.CreateBuilder<string>(inputCount);
            for (int k = 0; k < inputCount; k++)
                inputs.Add(directory.Text());
            var text = directory.Text();
            var output = directory.Text();
            if (
                block.Int32() != -1
                || block.Array<int>(inputCount, "kinds").Any(k => k != SingleInput)
            )
                throw block.Unsupported(
                    $"its expression takes something other than float32 numbers"
                );
            if (ExpressionProgram.TryCompile(text, inputCount, out _) is { } fault)
                throw block.Unsupported(
                    $"the expression {ZipReader.Quote(text)} cannot be used: {fault}"
                );
            columns.Add(new ExpressionColumn(output, text, inputs.MoveToImmutable()));
        }
        block.End();
        return new ExpressionStep(columns.MoveToImmutable());
    }
}

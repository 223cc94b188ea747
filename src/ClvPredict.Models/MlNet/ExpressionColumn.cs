using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>A column computed from others by an expression.</summary>
public sealed record ExpressionColumn
{
    /// <summary>A column computed by an expression.</summary>
    /// <param name="output">Name of the column made.</param>
    /// <param name="expression">For example "(p, s) : (1 - p) * s"; see <see cref="ExpressionProgram"/>.</param>
    /// <param name="inputs">Columns of numbers, one per parameter: 1 to 5.</param>
    /// <exception cref="ArgumentException">The expression cannot be read; the message says where.</exception>
    public ExpressionColumn(string output, string expression, params ImmutableArray<string> inputs)
    {
        if (ExpressionProgram.TryCompile(expression, inputs.Length, out var program) is { } fault)
            throw new ArgumentException(
                $"The expression of column '{output}' cannot be used: {fault}.",
                nameof(expression)
            );
        Output = output;
        Expression = expression;
        Inputs = inputs;
        Program = program;
    }

    /// <summary>Name of the column made.</summary>
    public string Output { get; }

    /// <summary>The expression as text.</summary>
    public string Expression { get; }

    /// <summary>Columns of numbers, one per parameter.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>The expression, ready to run.</summary>
    internal ExpressionProgram Program { get; }
}

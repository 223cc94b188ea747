using System.Buffers;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// An expression of ML.NET's Expression transform over float32 inputs, such as "(p, s) : (1 - p) * s", compiled to run
/// over columns. Understood: parameters in front of ':' or '=>', ?: || &amp;&amp; ! comparisons + - * / unary -,
/// exp log sqrt abs min max, numbers such as 1, 0.6, 0.6f, 1e-3f, true and false. Every operator and function rounds to
/// float32, as ML.NET does; exp, log and sqrt are computed in float64 first.
/// </summary>
internal sealed class ExpressionProgram
{
    private const int MaxLength = 10_000;
    private const int BlockRows = 256;

    private readonly ExpressionInstruction[] _instructions;
    private readonly int _stackDepth;

    private ExpressionProgram(IReadOnlyList<ExpressionInstruction> instructions)
    {
        _instructions = [.. instructions];
        int depth = 0;
        foreach (var instruction in _instructions)
        {
            depth += 1 - instruction.Operands;
            _stackDepth = Math.Max(_stackDepth, depth);
        }
    }

    /// <summary>Compiles an expression.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? TryCompile(string text, int inputCount, out ExpressionProgram program)
    {
        program = null!;
        if (inputCount is < 1 or > 5)
            return "it takes 1 to 5 inputs";
        if (text.Length > MaxLength)
            return "it is too long";
        try
        {
            program = new ExpressionProgram(ExpressionParser.Parse(text, inputCount));
            return null;
        }
        catch (ExpressionFault fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Computes the expression for every row; true is 1 and false 0.</summary>
    /// <param name="inputs">One column per parameter, as long as the output.</param>
    /// <param name="output">Receives the values.</param>
    public void Run(ReadOnlySpan<ReadOnlyMemory<float>> inputs, Span<float> output)
    {
        var stack = ArrayPool<float>.Shared.Rent(_stackDepth * BlockRows);
        try
        {
            for (int start = 0; start < output.Length; start += BlockRows)
            {
                int rows = Math.Min(BlockRows, output.Length - start);
                RunBlock(inputs, start, rows, stack);
                stack.AsSpan(0, rows).CopyTo(output[start..]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(stack);
        }
    }

    private void RunBlock(
        ReadOnlySpan<ReadOnlyMemory<float>> inputs,
        int start,
        int rows,
        float[] stack
    )
    {
        int top = 0;
        foreach (ref readonly var instruction in _instructions.AsSpan())
        {
            top -= instruction.Operands;
            var a = stack.AsSpan(top * BlockRows, rows);
            top++;
            switch (instruction.Op)
            {
                case ExpressionOp.Input:
                    inputs[instruction.Input].Span.Slice(start, rows).CopyTo(a);
                    break;
                case ExpressionOp.Constant:
                    a.Fill(instruction.Constant);
                    break;
                case ExpressionOp.Select:
                    Select(
                        a,
                        stack.AsSpan(top * BlockRows, rows),
                        stack.AsSpan((top + 1) * BlockRows, rows)
                    );
                    break;
                case <= ExpressionOp.Abs:
                    Unary(instruction.Op, a);
                    break;
                case <= ExpressionOp.Divide:
                    Arithmetic(instruction.Op, a, stack.AsSpan(top * BlockRows, rows));
                    break;
                default:
                    Logic(instruction.Op, a, stack.AsSpan(top * BlockRows, rows));
                    break;
            }
        }
    }

    private static void Select(
        Span<float> a,
        ReadOnlySpan<float> ifTrue,
        ReadOnlySpan<float> ifFalse
    )
    {
        for (int r = 0; r < a.Length; r++)
            a[r] = a[r] != 0 ? ifTrue[r] : ifFalse[r];
    }

    private static void Unary(ExpressionOp op, Span<float> a)
    {
        switch (op)
        {
            case ExpressionOp.Negate:
                foreach (ref float value in a)
                    value = -value;
                break;
            case ExpressionOp.Not:
                foreach (ref float value in a)
                    value = value != 0 ? 0 : 1;
                break;
            case ExpressionOp.Exp:
                foreach (ref float value in a)
                    value = (float)Math.Exp(value);
                break;
            case ExpressionOp.Log:
                foreach (ref float value in a)
                    value = (float)Math.Log(value);
                break;
            case ExpressionOp.Sqrt:
                foreach (ref float value in a)
                    value = (float)Math.Sqrt(value);
                break;
            default:
                foreach (ref float value in a)
                    value = MathF.Abs(value);
                break;
        }
    }

    private static void Arithmetic(ExpressionOp op, Span<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        switch (op)
        {
            case ExpressionOp.Add:
                for (int r = 0; r < a.Length; r++)
                    a[r] += b[r];
                break;
            case ExpressionOp.Subtract:
                for (int r = 0; r < a.Length; r++)
                    a[r] -= b[r];
                break;
            case ExpressionOp.Multiply:
                for (int r = 0; r < a.Length; r++)
                    a[r] *= b[r];
                break;
            case ExpressionOp.Divide:
                for (int r = 0; r < a.Length; r++)
                    a[r] /= b[r];
                break;
            case ExpressionOp.Min:
                for (int r = 0; r < a.Length; r++)
                    a[r] = MathF.Min(a[r], b[r]);
                break;
            default:
                for (int r = 0; r < a.Length; r++)
                    a[r] = MathF.Max(a[r], b[r]);
                break;
        }
    }

    private static void Logic(ExpressionOp op, Span<float> a, ReadOnlySpan<float> b)
    {
        for (int r = 0; r < a.Length; r++)
        {
            bool result = op switch
            {
                ExpressionOp.Less => a[r] < b[r],
                ExpressionOp.LessOrEqual => a[r] <= b[r],
                ExpressionOp.Greater => a[r] > b[r],
                ExpressionOp.GreaterOrEqual => a[r] >= b[r],
                ExpressionOp.Equal => a[r] == b[r],
                ExpressionOp.NotEqual => a[r] != b[r],
                ExpressionOp.And => a[r] != 0 && b[r] != 0,
                _ => a[r] != 0 || b[r] != 0,
            };
            a[r] = result ? 1 : 0;
        }
    }
}

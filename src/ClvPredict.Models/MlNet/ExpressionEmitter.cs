namespace ClvPredict.Models.MlNet;

/// <summary>
/// Collects the instructions of an expression and applies ML.NET's rules of types: integers among themselves stay
/// integers (1 / 2 is 0), everything else is float32, and truth values are no numbers.
/// </summary>
internal sealed class ExpressionEmitter
{
    public List<ExpressionInstruction> Instructions { get; } = [];

    public ExpressionOperand Input(int input)
    {
        Instructions.Add(new(ExpressionOp.Input, input));
        return new(ExpressionType.Single);
    }

    public ExpressionOperand Constant(float number)
    {
        Instructions.Add(new(ExpressionOp.Constant, Constant: number));
        return new(ExpressionType.Single);
    }

    public ExpressionOperand Constant(bool truth)
    {
        Instructions.Add(new(ExpressionOp.Constant, Constant: truth ? 1 : 0));
        return new(ExpressionType.Boolean);
    }

    public ExpressionOperand Constant(int integer) => Fold(0, integer);

    public ExpressionOperand Negate(ExpressionOperand operand)
    {
        RequireNumber(operand);
        return operand.Integer is { } integer
            ? Fold(1, unchecked(-integer))
            : Emit(ExpressionOp.Negate, operand.Type);
    }

    public ExpressionOperand Not(ExpressionOperand operand)
    {
        RequireBoolean(operand);
        return Emit(ExpressionOp.Not, ExpressionType.Boolean);
    }

    public ExpressionOperand Logic(ExpressionOp op, ExpressionOperand left, ExpressionOperand right)
    {
        RequireBoolean(left);
        RequireBoolean(right);
        return Emit(op, ExpressionType.Boolean);
    }

    public ExpressionOperand Compare(
        ExpressionOp op,
        ExpressionOperand left,
        ExpressionOperand right
    )
    {
        bool isEquality = op is ExpressionOp.Equal or ExpressionOp.NotEqual;
        bool areTruths =
            left.Type == ExpressionType.Boolean && right.Type == ExpressionType.Boolean;
        if (!isEquality || !areTruths)
        {
            RequireNumber(left);
            RequireNumber(right);
        }
        return Emit(op, ExpressionType.Boolean);
    }

    public ExpressionOperand Choose(
        ExpressionOperand condition,
        ExpressionOperand first,
        ExpressionOperand second
    )
    {
        RequireBoolean(condition);
        if (first.Type == second.Type)
            return Emit(ExpressionOp.Select, first.Type);
        RequireNumber(first);
        RequireNumber(second);
        return Emit(ExpressionOp.Select, ExpressionType.Single);
    }

    /// <summary>A function of one or two numbers.</summary>
    public ExpressionOperand Call(ExpressionOp op, params ReadOnlySpan<ExpressionOperand> arguments)
    {
        bool integers = op is ExpressionOp.Abs or ExpressionOp.Min or ExpressionOp.Max;
        foreach (var argument in arguments)
        {
            RequireNumber(argument);
            integers &= argument.Type == ExpressionType.Integer;
        }
        return Emit(op, integers ? ExpressionType.Integer : ExpressionType.Single);
    }

    public ExpressionOperand Arithmetic(
        ExpressionOp op,
        ExpressionOperand left,
        ExpressionOperand right
    )
    {
        RequireNumber(left);
        RequireNumber(right);
        if (left.Type != ExpressionType.Integer || right.Type != ExpressionType.Integer)
            return Emit(op, ExpressionType.Single);
        if (
            left.Integer is { } a
            && right.Integer is { } b
            && !(op == ExpressionOp.Divide && b is 0 or -1)
        )
        {
            return Fold(
                2,
                op switch
                {
                    ExpressionOp.Add => unchecked(a + b),
                    ExpressionOp.Subtract => unchecked(a - b),
                    ExpressionOp.Multiply => unchecked(a * b),
                    _ => a / b,
                }
            );
        }
        return op != ExpressionOp.Divide
            ? Emit(op, ExpressionType.Integer)
            : throw new ExpressionFault("integers are divided; write 2f instead of 2");
    }

    /// <summary>Replaces the last constants by one integer.</summary>
    private ExpressionOperand Fold(int constants, int value)
    {
        Instructions.RemoveRange(Instructions.Count - constants, constants);
        Instructions.Add(new(ExpressionOp.Constant, Constant: value));
        return new(ExpressionType.Integer, value);
    }

    private ExpressionOperand Emit(ExpressionOp op, ExpressionType type)
    {
        Instructions.Add(new(op));
        return new(type);
    }

    private static void RequireBoolean(ExpressionOperand operand)
    {
        if (operand.Type != ExpressionType.Boolean)
            throw new ExpressionFault("a number stands where true or false is expected");
    }

    private static void RequireNumber(ExpressionOperand operand)
    {
        if (operand.Type == ExpressionType.Boolean)
            throw new ExpressionFault("true or false stands where a number is expected");
    }
}

namespace ClvPredict.Models.MlNet;

/// <summary>What one instruction of an <see cref="ExpressionProgram"/> does with the top of the stack.</summary>
internal enum ExpressionOp
{
    /// <summary>Pushes an input.</summary>
    Input,

    /// <summary>Pushes a constant.</summary>
    Constant,
    Negate,
    Not,
    Exp,
    Log,
    Sqrt,
    Abs,
    Min,
    Max,
    Add,
    Subtract,
    Multiply,
    Divide,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,

    /// <summary>Condition, value if true, value if false: the one chosen remains.</summary>
    Select,
}

using System.Globalization;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Turns an expression into instructions for a stack. Operators from weak to strong: ?:, ||, &amp;&amp;, one comparison,
/// + -, * /, unary - and !. Both sides of every operator are computed; none has side effects.
/// </summary>
internal sealed class ExpressionParser
{
    private const int MaxDepth = 100;

    private readonly ExpressionLexer _lexer;
    private readonly ExpressionEmitter _emitter = new();
    private readonly List<string> _parameters = [];
    private int _depth;

    private ExpressionParser(string text) => _lexer = new ExpressionLexer(text);

    /// <summary>The instructions of an expression.</summary>
    /// <exception cref="ExpressionFault">The expression cannot be read.</exception>
    public static IReadOnlyList<ExpressionInstruction> Parse(string text, int inputCount)
    {
        var parser = new ExpressionParser(text);
        parser.ReadParameters();
        if (parser._parameters.Count != inputCount)
            throw Fault($"it takes {parser._parameters.Count} inputs and is given {inputCount}");
        parser.ReadChoice();
        if (parser._lexer.Current.Length > 0)
            throw Fault($"'{parser._lexer.Current}' is left over");
        return parser._emitter.Instructions;
    }

    private void ReadParameters()
    {
        if (_lexer.Skip("("))
        {
            do
            {
                ReadParameter();
            } while (_lexer.Skip(","));
            _lexer.Expect(")");
        }
        else
        {
            ReadParameter();
        }
        if (!_lexer.Skip("=>"))
            _lexer.Expect(":");
    }

    private void ReadParameter()
    {
        var name = _lexer.Current;
        bool isKeyword = name is "true" or "false" or "not" or "and" or "or" or "with";
        if (!_lexer.IsName || isKeyword || _parameters.Contains(name, StringComparer.Ordinal))
            throw Fault($"a parameter's name is expected where '{name}' stands");
        _parameters.Add(_lexer.Take());
    }

    private ExpressionOperand ReadChoice()
    {
        Enter();
        var result = ReadOr();
        if (_lexer.Skip("?"))
        {
            var first = ReadChoice();
            _lexer.Expect(":");
            result = _emitter.Choose(result, first, ReadChoice());
        }
        _depth--;
        return result;
    }

    private ExpressionOperand ReadOr()
    {
        var left = ReadAnd();
        while (_lexer.Skip("||"))
            left = _emitter.Logic(ExpressionOp.Or, left, ReadAnd());
        return left;
    }

    private ExpressionOperand ReadAnd()
    {
        var left = ReadComparison();
        while (_lexer.Skip("&&"))
            left = _emitter.Logic(ExpressionOp.And, left, ReadComparison());
        return left;
    }

    /// <summary>At most one comparison: ML.NET gives a row of them a meaning of its own.</summary>
    private ExpressionOperand ReadComparison()
    {
        var left = ReadSum();
        if (Comparison(_lexer.Current) is not { } op)
            return left;
        _lexer.Take();
        var result = _emitter.Compare(op, left, ReadSum());
        return Comparison(_lexer.Current) is null
            ? result
            : throw Fault($"comparisons in a row need parentheses");
    }

    private ExpressionOperand ReadSum()
    {
        var left = ReadProduct();
        while (_lexer.Current is "+" or "-")
        {
            var op = _lexer.Take() is "+" ? ExpressionOp.Add : ExpressionOp.Subtract;
            left = _emitter.Arithmetic(op, left, ReadProduct());
        }
        return left;
    }

    private ExpressionOperand ReadProduct()
    {
        var left = ReadUnary();
        while (_lexer.Current is "*" or "/")
        {
            var op = _lexer.Take() is "*" ? ExpressionOp.Multiply : ExpressionOp.Divide;
            left = _emitter.Arithmetic(op, left, ReadUnary());
        }
        return left;
    }

    private ExpressionOperand ReadUnary()
    {
        Enter();
        ExpressionOperand result;
        if (_lexer.Skip("-"))
            result = _emitter.Negate(ReadUnary());
        else if (_lexer.Skip("!"))
            result = _emitter.Not(ReadUnary());
        else
            result = ReadPrimary();
        _depth--;
        return result;
    }

    private ExpressionOperand ReadPrimary()
    {
        if (_lexer.Skip("("))
        {
            var inner = ReadChoice();
            _lexer.Expect(")");
            return inner;
        }
        if (_lexer.IsNumber)
            return ReadNumber(_lexer.Take());
        if (!_lexer.IsName)
            throw Fault($"a value is expected where '{_lexer.Current}' stands");
        var name = _lexer.Take();
        if (_lexer.Skip("("))
            return ReadCall(name);
        if (name is "true" or "false")
            return _emitter.Constant(name is "true");
        int input = _parameters.IndexOf(name);
        return input >= 0 ? _emitter.Input(input) : throw Fault($"the name '{name}' is unknown");
    }

    private ExpressionOperand ReadCall(string name)
    {
        ExpressionOp op = name switch
        {
            "exp" => ExpressionOp.Exp,
            "log" => ExpressionOp.Log,
            "sqrt" => ExpressionOp.Sqrt,
            "abs" => ExpressionOp.Abs,
            "min" => ExpressionOp.Min,
            "max" => ExpressionOp.Max,
            _ => throw Fault($"the function '{name}' is not supported"),
        };
        var first = ReadChoice();
        if (op is not (ExpressionOp.Min or ExpressionOp.Max))
        {
            _lexer.Expect(")");
            return _emitter.Call(op, first);
        }
        _lexer.Expect(",");
        var second = ReadChoice();
        _lexer.Expect(")");
        return _emitter.Call(op, first, second);
    }

    private ExpressionOperand ReadNumber(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int integer))
            return _emitter.Constant(integer);
        bool isSingle = text.AsSpan().IndexOfAny(".eEfF") >= 0;
        var digits = text[^1] is 'f' or 'F' ? text[..^1] : text;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return
            isSingle
            && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out double number)
            ? _emitter.Constant((float)number)
            : throw Fault($"'{text}' is not a number that is supported here");
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
            throw Fault($"it nests more than {MaxDepth} deep");
    }

    private static ExpressionOp? Comparison(string token) =>
        token switch
        {
            "<" => ExpressionOp.Less,
            "<=" => ExpressionOp.LessOrEqual,
            ">" => ExpressionOp.Greater,
            ">=" => ExpressionOp.GreaterOrEqual,
            "==" => ExpressionOp.Equal,
            "!=" => ExpressionOp.NotEqual,
            _ => null,
        };

    private static ExpressionFault Fault(FormattableString text) =>
        new(text.ToString(CultureInfo.InvariantCulture));
}

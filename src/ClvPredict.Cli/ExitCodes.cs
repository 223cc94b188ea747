namespace ClvPredict.Cli;

/// <summary>What the program returns.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int BadInput = 3;
    public const int BadModel = 4;
}

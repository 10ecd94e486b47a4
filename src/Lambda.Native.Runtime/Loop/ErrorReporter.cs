using Lambda.Native.Api;
using Lambda.Native.Buffers;

namespace Lambda.Native.Loop;

/// <summary>Turns an exception into a report, whatever the exception is and however little memory is left. Its buffers are made when the first exception comes.</summary>
internal sealed class ErrorReporter
{
    private Utf8Buffer? _document;
    private Utf8Buffer? _cause;

    /// <summary>The report is valid until the next one is made.</summary>
    internal ErrorReport Describe(Exception exception, Invocation? invocation)
    {
        try
        {
            _document ??= new Utf8Buffer();
            _cause ??= new Utf8Buffer();
            string type = ErrorDocument.ErrorType(exception, invocation);
            try
            {
                ErrorDocument.Write(_document, exception);
                ErrorDocument.WriteXRayCause(_cause, exception);
            }
            catch (Exception second) when (second is not OutOfMemoryException)
            {
                // An exception whose Message or StackTrace throws is still the invocation's failure, not the loop's.
                ErrorDocument.Write(_document, type, string.Concat(type, "; describing it failed with ", second.GetType().Name));
                _cause.Clear();
            }
            return new ErrorReport { Type = type, Document = _document.Written, Cause = _cause.Written };
        }
        catch (OutOfMemoryException)
        {
            return new ErrorReport { Type = "Function.OutOfMemoryException", Document = "{\"errorMessage\":\"The function is out of memory.\",\"errorType\":\"OutOfMemoryException\"}"u8 };
        }
    }

    internal ErrorReport Describe(string type, string message)
    {
        _document ??= new Utf8Buffer();
        ErrorDocument.Write(_document, type, message);
        return new ErrorReport { Type = type, Document = _document.Written };
    }
}

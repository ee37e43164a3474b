import './style/base.css';
import './style/table.css';
import './style/views.css';
import './style/trace.css';
import './style/endpoint.css';
import 'uplot/dist/uPlot.min.css';
import './style/quality.css';
import './style/alarms.css';
import './style/forms.css';
import './style/search.css';
import './style/wall.css';
import { App } from './app';

new App(document.body).start();
